'use strict';

const express = require('express');

/**
 * What comes out of the workflows, counted outside n8n: an HTTP Request node at their end posts each result here.
 * @typedef {Awaited<ReturnType<typeof startCounter>>} Counter
 */
async function startCounter() {
	/** @type {Record<'result' | 'event', any[]>} */
	const seen = { result: [], event: [] };
	const app = express();
	app.post('/:kind', express.json({ limit: '1mb' }), (request, response) => {
		seen[/** @type {'result' | 'event'} */ (request.params.kind)].push(request.body);
		response.json({});
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
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

module.exports = { startCounter };
