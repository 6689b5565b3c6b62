import type { ICredentialsDecrypted, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { CREDENTIAL_NAME } from './credential';
import type { Failure } from './failure';
import { asText, parseAnswer } from './koreAnswer';
import { describeNetworkError } from './networkFailure';

/** An answer of Kore's with any status. `body` is parsed JSON, text, or null if it was empty. */
export interface KoreAnswer {
	statusCode: number;
	contentType: string;
	/** From `Retry-After`, which Kore documents nowhere and proxies send. */
	retryAfterSeconds?: number;
	body: unknown;
}

export interface KorePost {
	origin: string;
	/** Path segments; each is URL-encoded. */
	path: string[];
	body: IDataObject;
	timeoutMs: number;
}

interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/**
 * Posts JSON to Kore once. Any status is an answer, because n8n sends a request again after a 401 that is thrown; for
 * the same reason no redirect is followed. `credential` is handed over so that n8n does not read it for every call.
 */
export async function postToKore(
	context: IExecuteFunctions,
	credential: ICredentialsDecrypted,
	{ origin, path, body, timeoutMs }: KorePost,
): Promise<{ answer: KoreAnswer } | { failure: Failure }> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL_NAME,
			{
				method: 'POST',
				url: `${origin}/${path.map(encodeURIComponent).join('/')}`,
				body,
				json: true,
				encoding: 'text',
				timeout: timeoutMs,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
			{ credentialsDecrypted: credential },
		)) as FullResponse;
		return { answer: readResponse(response) };
	} catch (error) {
		return { failure: describeNetworkError(error, origin, timeoutMs) };
	}
}

function readResponse({ statusCode, headers, body }: FullResponse): KoreAnswer {
	const contentType = asText(headers['content-type']) ?? '';
	const retryAfter = Number(asText(headers['retry-after']) ?? NaN);
	return {
		statusCode,
		contentType,
		...(retryAfter >= 0 && { retryAfterSeconds: retryAfter }),
		body: parseAnswer(String(body ?? ''), contentType),
	};
}
