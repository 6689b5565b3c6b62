import type { AddressInfo } from 'node:net';

import express from 'express';

import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';

export type Counter = Awaited<ReturnType<typeof startCounter>>;

/** What the action puts out, or the trigger. */
export type Kind = 'result' | 'event';

/**
 * What comes out of the workflows, counted outside n8n: an HTTP Request node at their end posts each
 * result here.
 */
export async function startCounter() {
	const seen: Record<Kind, TransferResult[]> = { result: [], event: [] };
	const app = express();
	app.post('/:kind', express.json({ limit: '1mb' }), (request, response) => {
		seen[request.params.kind as Kind].push(request.body as TransferResult);
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
