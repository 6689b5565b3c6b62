import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server that is not Kore and gives every request the same answer; without one it never answers.
 */
export async function withStandIn<T>(
	answer: {
		status?: number;
		contentType?: string;
		body?: string;
		headers?: Record<string, string>;
	} | null,
	work: (url: string) => Promise<T>,
) {
	const server = http.createServer((_request, response) => {
		if (!answer) return;
		const { status = 200, contentType = 'application/json', body = '', headers } = answer;
		response.writeHead(status, { 'content-type': contentType, ...headers }).end(body);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = server.address() as AddressInfo;
	try {
		return await work(`http://127.0.0.1:${port}`);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}
