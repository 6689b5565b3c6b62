import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../credential/credential';
import type { Failure, KoreCall } from './failures/failure';
import { asText, parseAnswer } from './answer';
import { describeNetworkError } from './failures/networkFailure';
import { decodeBody, readBody, type BodyStream } from './readBody';

/** How much later our own time-out comes than axios'. */
const GRACE_MS = 500;

/** An answer of Kore's with any status. `body` is parsed JSON, text, or null if it was empty. */
export interface KoreAnswer {
	statusCode: number;
	contentType: string;
	/** From `Retry-After`, which Kore documents nowhere and proxies send. */
	retryAfterSeconds?: number;
	body: unknown;
	/** True if the body was larger than anything that Kore sends; it was not read then. */
	tooLarge: boolean;
}

export interface KoreRequest {
	method: IHttpRequestMethods;
	origin: string;
	/** The stream ID and what follows it; each segment is URL-encoded. */
	path: [streamId: string, ...rest: string[]];
	query?: IDataObject;
	body?: IDataObject;
	timeoutMs: number;
	call: KoreCall;
}

export interface StreamedResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: BodyStream;
}

export type KoreOutcome = { answer: KoreAnswer } | { failure: Failure };

/**
 * Sends a request to Kore's contact center API once. Any status is an answer, because n8n sends a request again after a
 * 401 that is thrown; for the same reason no redirect is followed. `credential` is handed over so that n8n does not read
 * it for every call.
 */
export async function requestKore(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	credential: ICredentialsDecrypted,
	{ method, origin, path, query, body, timeoutMs, call }: KoreRequest,
): Promise<KoreOutcome> {
	const send = async () =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL_NAME,
			{
				method,
				url: koreUrl(origin, path),
				...(query && { qs: query }),
				...(body && { body }),
				json: true,
				encoding: 'stream',
				timeout: timeoutMs,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
			{ credentialsDecrypted: credential },
		)) as StreamedResponse;
	return await receiveAnswer(send, origin, timeoutMs, call);
}

/** The answer to what `send` sends, if it comes, head and body, within `timeoutMs`. */
export async function receiveAnswer(
	send: () => Promise<StreamedResponse>,
	origin: string,
	timeoutMs: number,
	call: KoreCall,
): Promise<KoreOutcome> {
	// axios' own time-out knows more about a connection that fails, but begins anew with every byte that comes.
	const deadline = AbortSignal.timeout(timeoutMs + GRACE_MS);
	let body: BodyStream | undefined;
	const receive = async () => {
		const response = await send();
		body = response.body;
		// Nobody reads an answer that comes too late.
		if (deadline.aborted) body.destroy();
		return await readResponse(response);
	};
	try {
		return { answer: await inTime(receive(), deadline) };
	} catch (error) {
		const isOverdue = deadline.aborted;
		const isAnswered = body !== undefined;
		if (isOverdue) body?.destroy();
		const broken = { error: error as unknown, isOverdue, isAnswered };
		return { failure: describeNetworkError(broken, origin, timeoutMs, call) };
	}
}

async function inTime<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
	let giveUp = () => {};
	const overdue = new Promise<never>((_resolve, reject) => {
		giveUp = () => reject(new Error('No answer in time'));
	});
	deadline.addEventListener('abort', giveUp);
	try {
		return await Promise.race([work, overdue]);
	} finally {
		// Else every answer would stay in memory until its time is over.
		deadline.removeEventListener('abort', giveUp);
	}
}

async function readResponse({ statusCode, headers, body }: StreamedResponse): Promise<KoreAnswer> {
	const contentType = asText(headers['content-type']) ?? '';
	const retryAfter = Number(asText(headers['retry-after']) ?? NaN);
	const bytes = await readBody(body);
	return {
		statusCode,
		contentType,
		...(retryAfter >= 0 && { retryAfterSeconds: retryAfter }),
		body: bytes ? parseAnswer(decodeBody(bytes, contentType), contentType) : null,
		tooLarge: !bytes,
	};
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
