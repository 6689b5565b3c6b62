import express from 'express';
import type { AddressInfo } from 'node:net';

/**
 * What comes out of the workflows, counted outside n8n: an HTTP Request node at their end posts each
 * result here.
 */
export type Counter = Awaited<ReturnType<typeof startCounter>>;

export async function startCounter() {
	const seen: Record<'result' | 'event', any[]> = { result: [], event: [] };
	const app = express();
	app.post('/:kind', express.json({ limit: '1mb' }), (request, response) => {
		seen[request.params.kind as 'result' | 'event'].push(request.body);
		response.json({});
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		seen,
		reset: () => {
			seen.result = [];
			seen.event = [];
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
