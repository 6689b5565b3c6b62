import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { verifyCallbackToken, type RequestFacts } from '../shared/callbackToken';
import { callbackKey, CREDENTIAL_NAME, readCredential } from '../shared/credential';
import { callbackResult, type TransferResult } from '../shared/transferResult';

/** Kore's results have a few hundred bytes; whoever sends more is not Kore. */
const MAX_BODY_BYTES = 1024 * 1024;

interface Refusal {
	statusCode: number;
	/** For the sender; says nothing that helps to forge a callback. */
	answer: string;
	/** For n8n's log: what to do about it. */
	advice: string;
}

/** Verify, filter, return: 401 and no execution for a callback that is not genuine, 200 and none for a filtered one. */
export async function receiveCallback(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const verified = await verify(this);
	if ('statusCode' in verified) return refuse(this, verified);

	const body = rawBody(this);
	if (body.length > MAX_BODY_BYTES) {
		return refuse(this, {
			statusCode: 413,
			answer: 'The body has more than 1 MB',
			advice: 'Kore sends a few hundred bytes. Find out who sends to this webhook URL.',
		});
	}
	const contentType = String(this.getHeaderData()['content-type'] ?? '');
	const event = callbackResult(verified.facts, body.toString('utf8'), contentType);
	if (!isWanted(this, event)) {
		return {
			webhookResponse: { message: 'Received; the trigger is set to leave this result out' },
		};
	}
	return {
		webhookResponse: { message: 'Received' },
		workflowData: [[{ json: event as unknown as IDataObject }]],
	};
}

/** The request's facts from the token, none if the trigger verifies nothing. */
async function verify(context: IWebhookFunctions): Promise<{ facts?: RequestFacts } | Refusal> {
	if (context.getNodeParameter('verification', 'signed') === 'none') return {};
	const key = await readKey(context);
	if (!key) {
		return {
			statusCode: 500,
			answer: 'The trigger is not ready to verify callbacks',
			advice:
				"The credential gives no key to verify callbacks with. Open it and enter a 'Client Secret' or, with a pasted JWT Token, a 'Callback Secret'.",
		};
	}
	const facts = verifyCallbackToken((context.getQueryData() as { token?: unknown }).token, key);
	if (facts) return { facts };
	return {
		statusCode: 401,
		answer: 'Unauthorized',
		advice:
			"A callback came without a valid token. If it was genuine: the Kore AgentAssist node and this trigger must use the same credential, 'Sign Callback' must be on, and a result may come at most 7 days after its request. If another program sends the requests, set 'Verification' to 'None'.",
	};
}

async function readKey(context: IWebhookFunctions) {
	try {
		return callbackKey(readCredential(await context.getCredentials(CREDENTIAL_NAME)));
	} catch {
		return undefined;
	}
}

function refuse(context: IWebhookFunctions, { statusCode, answer, advice }: Refusal) {
	context.logger.warn(`${context.getNode().name} refused a callback (${statusCode}): ${advice}`);
	context.getResponseObject().status(statusCode).json({ message: answer });
	return { noWebhookResponse: true };
}

/** n8n keeps the body as it came, whatever its content type. */
function rawBody(context: IWebhookFunctions): Buffer {
	const { rawBody: body } = context.getRequestObject() as { rawBody?: Buffer };
	return body ?? Buffer.alloc(0);
}

function isWanted(context: IWebhookFunctions, event: TransferResult): boolean {
	const events = context.getNodeParameter('events', []) as string[];
	const assignTo = context.getNodeParameter('assignTo', 'any') as string;
	return events.includes(event.outcome) && (assignTo === 'any' || assignTo === event.assignTo);
}
