import type { IWebhookFunctions, IWebhookResponseData, UserError } from 'n8n-workflow';

import { verifyCallbackToken, type RequestFacts } from './token';
import {
	callbackKeys,
	CREDENTIAL_NAME,
	readCredential,
	type CallbackKeys,
} from '../credential/credential';
import { LogThrottle } from './logThrottle';
import { decodeBody, MAX_BODY_BYTES } from '../kore/readBody';

export interface Refusal {
	statusCode: number;
	/** For the sender; says nothing that helps to forge a callback. */
	answer: string;
	/** For n8n's log: what to do about it. */
	advice: string;
}

/** A callback that is to be believed. */
export interface Callback {
	/** What its token says; undefined where none is asked for. */
	verified: VerifiedToken | undefined;
	text: string;
	contentType: string;
}

export interface VerifiedToken {
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

interface N8nRequest {
	complete: boolean;
	once(event: 'close', listener: () => void): unknown;
	rawBody?: Buffer;
	readRawBody?: () => Promise<void>;
}

const TOO_LARGE: Refusal = {
	statusCode: 413,
	answer: 'The body has more than 1 MB',
	advice: 'Kore sends a few hundred bytes. Find out who sends to this webhook URL.',
};

const UNREADABLE: Refusal = {
	statusCode: 400,
	answer: 'The body cannot be read',
	advice:
		'The body broke off on its way, or it has a form that Kore never sends. Nothing was made of it, as it might be half a result; look at the proxies between Kore and n8n.',
};

/** The body as it came, whatever its content type; a refusal if it is too large or did not come whole. */
async function readRequestBody(context: IWebhookFunctions): Promise<Buffer | { refusal: Refusal }> {
	const headers = context.getHeaderData();
	// n8n has read a multipart body as files then, and unpacks only these encodings.
	const isMultipart = /^multipart\//i.test(String(headers['content-type'] ?? ''));
	const isUnpacked = ['', 'identity', 'gzip', 'deflate'].includes(
		String(headers['content-encoding'] ?? ''),
	);
	if (isMultipart || !isUnpacked) return { refusal: UNREADABLE };
	const request = context.getRequestObject() as N8nRequest;
	try {
		// n8n has read nothing yet if it does not parse the content type.
		if (!request.rawBody) await Promise.race([request.readRawBody?.(), brokenOff(request)]);
	} catch (error) {
		const isTooLarge = (error as { type?: string }).type === 'entity.too.large';
		return { refusal: isTooLarge ? TOO_LARGE : UNREADABLE };
	}
	const body = request.rawBody ?? Buffer.alloc(0);
	return body.length > MAX_BODY_BYTES ? { refusal: TOO_LARGE } : body;
}

/** Rejects if the sender breaks off. n8n unpacks a compressed body, and then waits for the rest of it for ever. */
const brokenOff = async (request: N8nRequest) =>
	await new Promise<never>((_, reject) => {
		request.once('close', () => {
			if (!request.complete) reject(new Error('The request broke off'));
		});
	});

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

const known = new Map<string, { keys: CallbackKeys; until: number }>();

/** The keys of the node's credential, or what to do as it has none. */
async function readKeys(context: IWebhookFunctions): Promise<CallbackKeys | string> {
	const id = context.getNode().credentials?.[CREDENTIAL_NAME]?.id;
	const entry = id ? known.get(id) : undefined;
	if (entry && performance.now() < entry.until) return entry.keys;
	try {
		const keys = callbackKeys(readCredential(await context.getCredentials(CREDENTIAL_NAME)));
		if (id && keys) known.set(id, { keys, until: performance.now() + KEY_LIFETIME_MS });
		return keys ?? NO_KEY;
	} catch (error) {
		const { message, description } = error as Partial<UserError>;
		return description ? `${message}. ${description}` : NO_KEY;
	}
}

const NO_KEY =
	"The trigger has no credential, or one that gives no key to verify callbacks with. Choose one, open it and enter a 'Client Secret' or, with a pasted JWT Token, a 'Callback Secret'.";
