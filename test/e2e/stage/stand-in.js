const http = require('node:http');

/**
 * A server that is not Kore and gives every request the same answer; without one it never answers.
 * @template T
 * @param {{ status?: number, contentType?: string, body?: string, headers?: Record<string, string> } | null} answer
 * @param {(url: string) => Promise<T>} work
 */
async function withStandIn(answer, work) {
	const server = http.createServer((_request, response) => {
		if (!answer) return;
		const { status = 200, contentType = 'application/json', body = '', headers } = answer;
		response.writeHead(status, { 'content-type': contentType, ...headers }).end(body);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	try {
		return await work(`http://127.0.0.1:${port}`);
	} finally {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}

module.exports = { withStandIn };
