import type { ICredentialTestFunctions, IHttpRequestMethods } from 'n8n-workflow';

import type { KoreCredential } from '../credential/credential';
import { requestToken } from '../credential/token';
import type { Send, StreamedResponse } from '../kore/transport';

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
