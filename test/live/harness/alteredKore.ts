import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';

import { serve } from '../../engine/harness/serve';

export interface Reply {
	status: number;
	body: unknown;
	type?: string;
}

/** What is posted to the callback URL of an assign, and how. */
export interface Posted {
	body: object;
	headers?: Record<string, string>;
	/** Appended to the callback URL */
	query?: string;
	/** After the answer */
	afterMs?: number;
}

export interface Alterations {
	/** An answer of the simulator's as Kore might give it; undefined leaves it as it is. */
	reply?: (address: string, reply: Reply) => Reply | undefined;
	/** In place of the simulator's callbacks; once for each assign */
	callbacks?: (assigned: { botSessionId: string; aId: string }) => Posted[];
	/** Of assigns, in place of 200 */
	assignStatus?: number;
}

/** Stands before a simulated Kore and changes what it says. */
export async function startAltered(kore: string, alterations: Alterations) {
	const assigned: string[] = [];
	const timers: Array<Promise<unknown>> = [];
	const post = async (url: string, { body, headers, query = '', afterMs = 20 }: Posted) => {
		await pause(afterMs);
		await axios.post(url + query, body, { headers, proxy: false }).catch(() => {});
	};
	const server = await serve((request, response) => {
		void text(request).then(async (sent) => {
			const address = request.url ?? '';
			if (address.endsWith('/assign-conversation') && alterations.callbacks) {
				const body = JSON.parse(sent) as { botSessionId: string; aId: string; callbackUrl: string };
				assigned.push(body.botSessionId);
				const headers = { 'content-type': 'application/json', 'retry-after': '0' };
				response.writeHead(alterations.assignStatus ?? 200, headers).end('{}');
				timers.push(...alterations.callbacks(body).map((one) => post(body.callbackUrl, one)));
				return;
			}
			const { host: _host, connection: _connection, ...headers } = request.headers;
			const answer = await axios.request<unknown>({
				method: request.method,
				url: kore + address,
				data: sent || undefined,
				headers: { ...(headers as Record<string, string>) },
				validateStatus: () => true,
				proxy: false,
			});
			const plain: Reply = { status: answer.status, body: answer.data };
			const reply = alterations.reply?.(address, structuredClone(plain)) ?? plain;
			const isText = typeof reply.body === 'string';
			response
				.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' })
				.end(isText ? (reply.body as string) : JSON.stringify(reply.body));
		});
	});
	return {
		url: server.url,
		assigned,
		stop: async () => {
			await Promise.all(timers);
			await server.stop();
		},
	};
}
