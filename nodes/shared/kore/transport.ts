import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../credential/credential';
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
