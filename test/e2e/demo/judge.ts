import type { Performance, Transfer } from './perform';
import type { Target } from './workflows';

interface World {
	streamId: string;
	accountId: string;
	orgId: string;
}

/**
 * What is wrong with a performance: nothing, if every request was exactly as Kore documents it and every
 * event came as expected.
 */
export function judge(
	{ transfers, requests, events }: Performance,
	{ world, triggerUrl }: { world: World; triggerUrl: string },
): string[] {
	const troubles = transfers.flatMap((transfer) => {
		const title = `Transfer to the ${transfer.target.kind}`;
		const found = [...judgeRequest(transfer, world, triggerUrl), ...judgeEvent(transfer)];
		return found.map((trouble) => `${title}: ${trouble}`);
	});
	if (requests > transfers.length)
		troubles.push(`Kore got ${requests} requests instead of ${transfers.length}`);
	if (events > transfers.length)
		troubles.push(`${events} events came instead of ${transfers.length}`);
	return troubles;
}

function judgeRequest(
	{ target, result, error, request }: Transfer,
	world: World,
	triggerUrl: string,
) {
	if (!request) return [`no request reached Kore${error ? ` (${error})` : ''}`];
	const body = (request.json as Record<string, string> | null) ?? {};
	const path = `/agentassist/api/v1/public/${world.streamId}/assign-conversation`;
	const called = `${request.method} ${request.path}`;
	const found = [];
	if (called !== `POST ${path}`) found.push(`the request was ${called}, not POST ${path}`);
	if (!request.headers.auth) found.push('the header auth is missing');
	const { accountid } = request.headers;
	if (accountid !== world.accountId) {
		found.push(`the header accountid is ${String(accountid)}, not ${world.accountId}`);
	}
	if (!body.callbackUrl?.startsWith(`${triggerUrl}?token=`)) {
		found.push(`the callback URL is not the signed Trigger URL: ${body.callbackUrl}`);
	}
	const documented = JSON.stringify(documentedBody(target, body.callbackUrl, world.orgId));
	if (request.body !== documented) found.push(`the body is ${request.body}, not ${documented}`);
	if (request.status !== 200) {
		found.push(
			`Kore answered ${request.status}: ${request.rejection ?? error ?? 'no reason given'}`,
		);
	}
	if (result?.outcome !== 'accepted') {
		found.push(`the node says ${result?.outcome ?? error ?? 'nothing'} instead of accepted`);
	}
	return found;
}

/** Field by field, in the order of Kore's page. */
function documentedBody({ kind, id, botSessionId }: Target, callbackUrl: string, orgId: string) {
	if (kind === 'agent') return { callbackUrl, orgId, aId: id, botSessionId };
	return { callbackUrl, orgId, transferredType: 'QUEUE', queueId: id, botSessionId };
}

function judgeEvent({ target, result, event, written }: Transfer) {
	if (!event) return ['no event came'];
	const found = [];
	if (event.outcome !== 'transferred') {
		found.push(`the event says ${event.outcome} (${event.reason ?? 'no reason given'})`);
	}
	const named = event[`${target.kind}Id`];
	if (named !== target.id) {
		found.push(`the event names the ${target.kind} ${named}, not ${target.id}`);
	}
	if (!event.requestId || event.requestId !== result?.requestId) {
		found.push(`the event's request ID is ${event.requestId}, the request's ${result?.requestId}`);
	}
	if (written?.requestId !== event.requestId) {
		found.push(`the workflow wrote down ${JSON.stringify(written) ?? 'nothing'}`);
	}
	return found;
}
