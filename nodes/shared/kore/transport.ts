import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { CREDENTIAL_NAME, type KoreCredential } from '../credential/credential';
import { requestToken } from '../credential/token';
import type { BodyStream } from './readBody';

/** A request to Kore's contact center API, as HTTP has it. */
interface HttpRequest {
	method: IHttpRequestMethods;
	url: string;
	query?: IDataObject;
	body?: IDataObject;
	/** For the header `accountid`. */
	accountId: string;
	/** For the header `IId`, the stream ID, where a call wants it. */
	iId?: string;
	timeoutMs: number;
}

export interface StreamedResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: BodyStream;
}

/**
 * Sends a request once, with a token of its own. Any status is an answer, because n8n sends a request again after a 401 that is
 * thrown; for the same reason no redirect is followed.
 */
export type Send = (request: HttpRequest) => Promise<StreamedResponse>;

/** For nodes and their lists. `data` is n8n's decrypted credential, read once, as n8n would read it for every call. */
export function sendWithCredential(
	context: IExecuteFunctions | ILoadOptionsFunctions,
	data: ICredentialDataDecryptedObject,
): Send {
	const { id, name } = context.getNode().credentials?.[CREDENTIAL_NAME] ?? { id: '', name: '' };
	return async ({ method, url, query, body, accountId, iId, timeoutMs }) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL_NAME,
			{
				method,
				url,
				headers: {
					...(iId !== undefined && { IId: iId }),
					...(isEmpty(body) && { 'content-type': 'application/json' }),
				},
				...(query && { qs: query }),
				// n8n sends an empty object as no body at all.
				...(body && { body: isEmpty(body) ? '{}' : body }),
				json: true,
				encoding: 'stream',
				timeout: timeoutMs,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
			},
			{
				credentialsDecrypted: {
					id: id ?? '',
					name,
					type: CREDENTIAL_NAME,
					data: { ...data, accountId },
				},
			},
		)) as StreamedResponse;
}

const isEmpty = (body: IDataObject | undefined) =>
	body !== undefined && Object.keys(body).length === 0;

/** For the test of a credential, which is not saved yet. */
export function sendFromTest(context: ICredentialTestFunctions, credential: KoreCredential): Send {
	return async ({ method, url, accountId, timeoutMs }) =>
		await requestFromTest(context, {
			method,
			uri: url,
			headers: { auth: requestToken(credential), accountid: accountId, accept: 'application/json' },
			timeout: timeoutMs,
		});
}

/** A POST with no content, from the test of a credential, to an address that need not be Kore's. */
export const postFromTest = async (
	context: ICredentialTestFunctions,
	uri: string,
	headers: Record<string, string>,
	timeoutMs: number,
): Promise<StreamedResponse> =>
	await requestFromTest(context, {
		method: 'POST',
		uri,
		headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
		body: '{}',
		timeout: timeoutMs,
	});

interface TestRequest {
	method: IHttpRequestMethods;
	uri: string;
	headers: Record<string, string>;
	body?: string;
	timeout: number;
}

/** By the only HTTP helper that n8n gives a credential test; it keeps n8n's proxy and its guard against SSRF. */
const requestFromTest = async (
	context: ICredentialTestFunctions,
	request: TestRequest,
): Promise<StreamedResponse> =>
	(await context.helpers.request({
		...request,
		followRedirect: false,
		resolveWithFullResponse: true,
		simple: false,
		useStream: true,
	})) as StreamedResponse;
