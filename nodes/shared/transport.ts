import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

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

export interface KoreRequest {
	method: IHttpRequestMethods;
	origin: string;
	/** The stream ID and what follows it; each segment is URL-encoded. */
	path: [streamId: string, ...rest: string[]];
	query?: IDataObject;
	body?: IDataObject;
	timeoutMs: number;
}

interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/**
 * Sends a request to Kore's contact center API once. Any status is an answer, because n8n sends a request again after a
 * 401 that is thrown; for the same reason no redirect is followed. `credential` is handed over so that n8n does not read
 * it for every call.
 */
export async function requestKore(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	credential: ICredentialsDecrypted,
	{ method, origin, path, query, body, timeoutMs }: KoreRequest,
): Promise<{ answer: KoreAnswer } | { failure: Failure }> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL_NAME,
			{
				method,
				url: koreUrl(origin, path),
				...(query && { qs: query }),
				...(body && { body }),
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

/** The address of a contact center API; `path` begins with the stream ID. */
export function koreUrl(origin: string, path: string[]): string {
	return [`${origin}/agentassist/api/v1/public`, ...path.map(encodeURIComponent)].join('/');
}

/** n8n's credential as read once, for all calls of a run, with the account for the `accountid` header that it sets. */
export type CredentialFor = (accountId: string) => ICredentialsDecrypted;

/** `data` is n8n's decrypted credential. */
export function credentialFor(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	data: ICredentialDataDecryptedObject,
): CredentialFor {
	const { id, name } = context.getNode().credentials?.[CREDENTIAL_NAME] ?? { id: '', name: '' };
	return (accountId) => ({
		id: id ?? '',
		name,
		type: CREDENTIAL_NAME,
		data: { ...data, accountId },
	});
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
