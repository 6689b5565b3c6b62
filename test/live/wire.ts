import { Readable } from 'node:stream';
import axios, { type AxiosResponse } from 'axios';

import type { Send } from '../../dist/nodes/shared/kore/transport';
import { now, parseJson, type Exchange } from './exchange';

const LARGEST = 5 * 1024 * 1024;

type Recorded = Omit<Exchange, 'cause'>;

/**
 * What the node's client sends with, in place of n8n's helper: the same method, address, headers and body. The client gets
 * the answer as n8n would give it, and `record` all of it.
 *
 * @param token of a request
 */
export function recordingSend(token: () => string, record: (recorded: Recorded) => void): Send {
	return async ({ method, url, query, body, accountId, iId, timeoutMs }) => {
		const at = now();
		const base = { at, headers: {}, text: '', body: undefined };
		try {
			const response = await axios.request<Buffer>({
				// Its own time-out begins anew with every byte, and a body without end would keep the check running.
				signal: AbortSignal.timeout(timeoutMs),
				method,
				url,
				params: query,
				data: body && JSON.stringify(body),
				headers: {
					accept: 'application/json',
					auth: token(),
					...(accountId && { accountid: accountId }),
					...(iId !== undefined && { IId: iId }),
					...(body && { 'content-type': 'application/json' }),
				},
				timeout: timeoutMs,
				maxRedirects: 0,
				maxContentLength: LARGEST,
				responseType: 'arraybuffer',
				validateStatus: () => true,
			});
			const text = response.data.toString('utf8');
			const headers = headersOf(response);
			const { status } = response;
			const ms = now() - at;
			record({ ...base, ms, status, headers, text, body: parseJson(text), error: null });
			return { statusCode: status, headers, body: Readable.from([response.data]) };
		} catch (error) {
			const { code = 'unknown' } = error as NodeJS.ErrnoException;
			const isOverdue = axios.isCancel(error);
			record({ ...base, ms: now() - at, status: null, error: isOverdue ? 'ETIMEDOUT' : code });
			throw isOverdue ? Object.assign(new Error('Too late'), { code: 'ETIMEDOUT' }) : error;
		}
	};
}

const headersOf = ({ headers }: AxiosResponse): Record<string, string> =>
	Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
