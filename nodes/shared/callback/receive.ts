import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { CallbackKeys } from '../credential/callbackKeys';
import { decodeBody } from '../kore/readBody';
import { checkWithKeys } from './checkWithKeys';
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
	const { token } = context.getQueryData() as { token?: unknown };
	const checked = await checkWithKeys(context, (keys) => verifyCallbackToken(token, keys));
	if ('found' in checked) {
		return { token: String(token), facts: checked.found, keys: checked.keys };
	}
	switch (checked.trouble) {
		case 'none':
			return { refusal: { ...NO_KEYS, advice: checked.advice } };
		case 'away':
			return { refusal: { ...TRY_AGAIN, advice: couldNotRead(checked.advice) } };
		default:
			return { refusal: UNAUTHORIZED };
	}
}

const NO_KEYS = { statusCode: 500, answer: 'Callbacks cannot be verified' };

const TRY_AGAIN = { statusCode: 503, answer: 'Try again later' };

const couldNotRead = (why: string): string =>
	`n8n could not read the credential of the trigger (${why}), so nobody knows whether the callback is genuine. Look at n8n and its database; the result comes only if its sender repeats it.`;

const UNAUTHORIZED: Refusal = {
	statusCode: 401,
	answer: 'Unauthorized',
	advice:
		"A callback came without a valid token. If it was genuine: the Kore AgentAssist node and the trigger must use the same credential, 'Sign Callback' must be on, and a result may come at most 7 days after its request (or as long as the node waits). If another program sends the requests, set 'Verification' of the trigger to 'None'.",
};
