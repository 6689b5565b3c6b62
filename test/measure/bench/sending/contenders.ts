import { toQueue } from '../../../engine/harness/setup';
import { assign, node, webhook, type Credential, type Node } from '../../../e2e/stage/nodes';
import { workflow } from '../../../e2e/stage/workflow';

/** `bulk`: only the session is an expression. `expressions`: all that can differ from item to item is one. */
export type Shape = 'bulk' | 'expressions';

/** Of the request, the same in every item */
export interface Facts {
	url: string;
	orgId: string;
	accountId: string;
	queueId: string;
	callbackUrl: string;
	/** For the HTTP Request node, which signs none; without a `jti`, as Kore takes each only once */
	token: string;
	credential: Credential;
}

export const CONCURRENCY = 100;

const parameters = (shape: Shape, { queueId, callbackUrl }: Facts) =>
	toQueue(shape === 'bulk' ? queueId : '={{ $json.queue }}', {
		botSessionId: '={{ $json.session }}',
		callbackUrl: shape === 'bulk' ? callbackUrl : '={{ $json.callback }}',
		options: { concurrency: CONCURRENCY, requestsPerMinute: 0 },
	});

function httpParameters(
	shape: Shape,
	{ url, orgId, accountId, queueId, callbackUrl, token }: Facts,
) {
	const bulk = shape === 'bulk';
	const body = {
		callbackUrl: bulk ? callbackUrl : '{{ $json.callback }}',
		orgId,
		transferredType: 'QUEUE',
		queueId: bulk ? queueId : '{{ $json.queue }}',
		botSessionId: '{{ $json.session }}',
	};
	// In the other shape one expression makes the whole body, as ours would count as three.
	const expression = `={{ { callbackUrl: $json.callback, orgId: ${JSON.stringify(orgId)}, transferredType: "QUEUE", queueId: $json.queue, botSessionId: $json.session } }}`;
	return {
		method: 'POST',
		url,
		sendHeaders: true,
		headerParameters: {
			parameters: [
				{ name: 'auth', value: bulk ? token : '={{ $json.auth }}' },
				{ name: 'accountid', value: accountId },
			],
		},
		sendBody: true,
		specifyBody: 'json',
		jsonBody: bulk ? `=${JSON.stringify(body)}` : expression,
		options: {},
	};
}

const NODES: Record<string, (shape: Shape, facts: Facts) => Node> = {
	ours: (shape, facts) => assign(facts.credential, parameters(shape, facts), { name: 'Measured' }),
	http: (shape, facts) =>
		node('Measured', 'n8n-nodes-base.httpRequest', 4.5, httpParameters(shape, facts)),
	probe: (shape, facts) => ({
		...node('Measured', 'n8n-nodes-bench-probe.probe', 1, parameters(shape, facts)),
		credentials: { koreAgentAssistApi: facts.credential },
	}),
	nothing: () => node('Measured', 'n8n-nodes-base.noOp', 1),
};

/**
 * A workflow that takes items at a webhook, hands them to the measured node, and answers when it has ended.
 */
export function contenderWorkflow(contender: string, shape: Shape, facts: Facts) {
	return workflow(`${contender}, ${shape}`, [
		webhook({ responseMode: 'lastNode', responseData: 'noData' }),
		node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.items', options: {} }),
		NODES[contender](shape, facts),
	]);
}

/** @param name begins each bot session */
export const itemsFor = (name: string, count: number, { queueId, callbackUrl, token }: Facts) =>
	Array.from({ length: count }, (_, index) => ({
		session: `${name}-${String(index).padStart(5, '0')}`,
		queue: queueId,
		callback: callbackUrl,
		auth: token,
	}));

export const IN_N8N = Object.keys(NODES);
