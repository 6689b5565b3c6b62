import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { verifyCallbackToken, type RequestFacts } from './callbackToken';
import { callbackKey, CREDENTIAL_NAME, readCredential } from './credential';
import type { SigningKey } from './jwt';
import { LogThrottle } from './logThrottle';

/** Kore's results have a few hundred bytes; whoever sends more is not Kore. */
const MAX_BODY_BYTES = 1024 * 1024;

export interface Refusal {
	statusCode: number;
	/** For the sender; says nothing that helps to forge a callback. */
	answer: string;
	/** For n8n's log: what to do about it. */
	advice: string;
}

/** A callback that is to be believed. Without `verify` it has no facts. */
export interface Callback {
	facts: RequestFacts | undefined;
	text: string;
	contentType: string;
}

/** Verifies a callback and reads its body. Never throws. */
export async function receive(
	context: IWebhookFunctions,
	{ verify }: { verify: boolean },
): Promise<Callback | { refusal: Refusal }> {
	const facts = verify ? await verifiedFacts(context) : undefined;
	if (facts && 'refusal' in facts) return facts;
	const body = await readBody(context);
	if (!body || body.length > MAX_BODY_BYTES) {
		return {
			refusal: {
				statusCode: 413,
				answer: 'The body has more than 1 MB',
				advice: 'Kore sends a few hundred bytes. Find out who sends to this webhook URL.',
			},
		};
	}
	return {
		facts,
		text: body.toString('utf8'),
		contentType: String(context.getHeaderData()['content-type'] ?? ''),
	};
}

/** The body as it came, whatever its content type; undefined if it is larger than n8n takes. */
async function readBody(context: IWebhookFunctions): Promise<Buffer | undefined> {
	const request = context.getRequestObject() as {
		rawBody?: Buffer;
		readRawBody?: () => Promise<void>;
	};
	try {
		// n8n has read nothing yet if it does not parse the content type.
		if (!request.rawBody) await request.readRawBody?.();
		return request.rawBody ?? Buffer.alloc(0);
	} catch (error) {
		return (error as { type?: string }).type === 'entity.too.large' ? undefined : Buffer.alloc(0);
	}
}

const throttle = new LogThrottle();

/** Answers the sender and logs the advice, at most once a minute; no execution is started or resumed. */
export function refuse(
	context: IWebhookFunctions,
	{ statusCode, answer, advice }: Refusal,
): IWebhookResponseData {
	const { id, name } = context.getNode();
	const leftOut = throttle.take(`${context.getWorkflow().id}/${id}/${statusCode}`);
	if (leftOut !== undefined) {
		const more = leftOut > 0 ? ` (${leftOut} more since the last such line.)` : '';
		context.logger.warn(`${name} refused a callback (${statusCode}): ${advice}${more}`);
	}
	context.getResponseObject().status(statusCode).json({ message: answer });
	return { noWebhookResponse: true };
}

async function verifiedFacts(
	context: IWebhookFunctions,
): Promise<RequestFacts | { refusal: Refusal }> {
	const key = await readKey(context);
	if (!key) {
		return {
			refusal: {
				statusCode: 500,
				answer: 'Callbacks cannot be verified',
				advice:
					"The credential gives no key to verify callbacks with. Open it and enter a 'Client Secret' or, with a pasted JWT Token, a 'Callback Secret'.",
			},
		};
	}
	const { token } = context.getQueryData() as { token?: unknown };
	return (
		verifyCallbackToken(token, key) ?? {
			refusal: {
				statusCode: 401,
				answer: 'Unauthorized',
				advice:
					"A callback came without a valid token. If it was genuine: the Kore AgentAssist node and the trigger must use the same credential, 'Sign Callback' must be on, and a result may come at most 7 days after its request. If another program sends the requests, set 'Verification' of the trigger to 'None'.",
			},
		}
	);
}

/**
 * n8n sets up a sandbox for every credential that a webhook asks for, which costs more than all else that becomes of a
 * refused callback (docs/bench). So a credential that has been changed holds for callbacks within this time.
 */
const KEY_LIFETIME_MS = 10_000;

const keys = new Map<string, { key: SigningKey; until: number }>();

async function readKey(context: IWebhookFunctions): Promise<SigningKey | undefined> {
	const id = context.getNode().credentials?.[CREDENTIAL_NAME]?.id;
	const known = id ? keys.get(id) : undefined;
	if (known && performance.now() < known.until) return known.key;
	try {
		const key = callbackKey(readCredential(await context.getCredentials(CREDENTIAL_NAME)));
		if (id && key) keys.set(id, { key, until: performance.now() + KEY_LIFETIME_MS });
		return key;
	} catch {
		return undefined;
	}
}
