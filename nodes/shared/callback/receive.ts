import type { IWebhookFunctions, IWebhookResponseData, UserError } from 'n8n-workflow';

import { callbackKeys, type CallbackKeys } from '../credential/callbackKeys';
import { CREDENTIAL_NAME, readCredential } from '../credential/credential';
import { ExpiringMap } from '../expiringMap';
import { decodeBody } from '../kore/readBody';
import { LogThrottle } from './logThrottle';
import { readRequestBody, type Refusal } from './requestBody';
import { verifyCallbackToken, type RequestFacts } from './token';

/** A callback that is to be believed. */
export interface Callback {
	/** What its token says; undefined where none is asked for. */
	verified: VerifiedToken | undefined;
	text: string;
	contentType: string;
}

interface VerifiedToken {
	token: string;
	facts: RequestFacts;
	/** Of the credential that it was verified with. */
	keys: CallbackKeys;
}

/** Verifies a callback and reads its body. Never throws. */
export async function receive(
	context: IWebhookFunctions,
	{ verify }: { verify: boolean },
): Promise<Callback | { refusal: Refusal }> {
	const verified = verify ? await verifyToken(context) : undefined;
	if (verified && 'refusal' in verified) return verified;
	const body = await readRequestBody(context);
	if ('refusal' in body) return body;
	const contentType = String(context.getHeaderData()['content-type'] ?? '');
	return { verified, text: decodeBody(body, contentType), contentType };
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

async function verifyToken(
	context: IWebhookFunctions,
): Promise<VerifiedToken | { refusal: Refusal }> {
	const keys = await readKeys(context);
	if (typeof keys === 'string') {
		const refusal = { statusCode: 500, answer: 'Callbacks cannot be verified', advice: keys };
		return { refusal };
	}
	const { token } = context.getQueryData() as { token?: unknown };
	const facts = verifyCallbackToken(token, keys);
	return facts && typeof token === 'string' ? { token, facts, keys } : { refusal: UNAUTHORIZED };
}

const UNAUTHORIZED: Refusal = {
	statusCode: 401,
	answer: 'Unauthorized',
	advice:
		"A callback came without a valid token. If it was genuine: the Kore AgentAssist node and the trigger must use the same credential, 'Sign Callback' must be on, and a result may come at most 7 days after its request (or as long as the node waits). If another program sends the requests, set 'Verification' of the trigger to 'None'.",
};

/**
 * n8n sets up a sandbox for every credential that a webhook asks for, which costs more than all else that becomes of a
 * refused callback (docs/bench). So a credential that has been changed holds for callbacks within this time.
 */
const KEY_LIFETIME_MS = 10_000;

const known = new ExpiringMap<CallbackKeys>(KEY_LIFETIME_MS);

/** The keys of the node's credential, or what to do as it has none. */
export async function readKeys(context: IWebhookFunctions): Promise<CallbackKeys | string> {
	const id = context.getNode().credentials?.[CREDENTIAL_NAME]?.id;
	const remembered = id ? known.get(id) : undefined;
	if (remembered) return remembered;
	try {
		const keys = callbackKeys(readCredential(await context.getCredentials(CREDENTIAL_NAME)));
		if (id && keys) known.set(id, keys);
		return keys ?? NO_KEY;
	} catch (error) {
		const { message, description } = error as Partial<UserError>;
		return description ? `${message}. ${description}` : NO_KEY;
	}
}

/** So that nobody has n8n read the credential for each of many requests. */
const REREAD_EVERY_MS = 1000;

const reread = new ExpiringMap<true>(REREAD_EVERY_MS);

/** Like `readKeys`, of the credential as it is now; undefined if it was read anew within the last second. */
export async function readKeysAnew(
	context: IWebhookFunctions,
): Promise<CallbackKeys | string | undefined> {
	const id = context.getNode().credentials?.[CREDENTIAL_NAME]?.id;
	if (id && reread.get(id)) return undefined;
	if (id) {
		reread.set(id, true);
		known.delete(id);
	}
	return await readKeys(context);
}

const NO_KEY =
	"The trigger has no credential, or one that gives no key to verify callbacks with. Choose one, open it and enter a 'Client Secret' or, with a pasted JWT Token, a 'Callback Secret'.";
