import type http from 'node:http';
import { text } from 'node:stream/consumers';

import { serve } from '../../engine/harness/serve';

/** One request, as the server has it */
interface Told {
	/** The request token */
	auth: string | undefined;
	body: string;
}

interface Echo {
	status: number;
	contentType: string;
	body: (seen: string) => string;
	headers?: Record<string, string>;
}

const JSON_TYPE = 'application/json';

/**
 * Answers that give back what the request held, as debug pages of proxies do, or a server that wants it in n8n's log.
 */
const ECHOES: Echo[] = [
	{ status: 401, contentType: JSON_TYPE, body: (seen) => errors(`Refused: ${seen}`, 401) },
	{
		status: 200,
		contentType: JSON_TYPE,
		body: (seen) =>
			JSON.stringify({ status: 'failed', reason: seen, request: JSON.parse(seen) as unknown }),
	},
	{ status: 401, contentType: 'text/html', body: (seen) => page(encodeURIComponent(seen)) },
	{ status: 200, contentType: 'text/html', body: (seen) => page(seen) },
	{ status: 412, contentType: JSON_TYPE, body: (seen) => errors(seen, 412) },
	{ status: 404, contentType: 'text/plain', body: (seen) => seen },
	{ status: 500, contentType: 'text/html', body: (seen) => page(seen) },
	{ status: 502, contentType: JSON_TYPE, body: (seen) => seen },
	{
		status: 302,
		contentType: 'text/plain',
		body: (seen) => seen,
		headers: { location: 'http://127.0.0.1:1/' },
	},
];
/** Those that a short run makes. */
const FEW = 3;

const errors = (msg: string, code: number) => JSON.stringify({ errors: [{ msg, code }] });

const page = (text: string) => `<!doctype html><html><body><pre>${text}</pre></body></html>`;

/**
 * A server in Kore's place that gives one echo after the other.
 *
 * @param options long: all of them
 */
export async function startEcho({ long }: { long: boolean }) {
	const echoes = long ? ECHOES : ECHOES.slice(0, FEW);
	const told: Told[] = [];
	let next = 0;
	const answer = async (request: http.IncomingMessage, response: http.ServerResponse) => {
		const body = await text(request);
		told.push({ auth: request.headers.auth?.toString(), body });
		const { method, url, headers } = request;
		const seen = JSON.stringify({ method, url, headers, body });
		const echo = echoes[next++ % echoes.length];
		const extra = { 'content-type': echo.contentType, 'x-request': seen, ...echo.headers };
		response.writeHead(echo.status, extra).end(echo.body(seen));
	};
	const { url, stop } = await serve((request, response) => void answer(request, response));
	return {
		url,
		stop,
		told,
		echoes: echoes.length,
		/** The next request gets the first echo. */
		rewind: () => {
			next = 0;
		},
	};
}

export type EchoServer = Awaited<ReturnType<typeof startEcho>>;
