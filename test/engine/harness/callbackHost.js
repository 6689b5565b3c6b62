'use strict';

const express = require('express');
const { WebhookContext } = require('./n8n');
const { additionalData, createWorkflow, koreNode, types } = require('./workflow');

/**
 * Reads a body as n8n 2.41 does (dist/middlewares/body-parser.js): the raw bytes always, parsed by content type, 422 for
 * broken JSON.
 * @type {import('express').RequestHandler}
 */
const parseLikeN8n = (request, response, next) => {
	const { rawBody } = /** @type {any} */ (request);
	const contentType = (request.headers['content-type'] ?? '').split(';')[0];
	if (!rawBody.length) return next();
	try {
		if (contentType === 'application/json') request.body = JSON.parse(rawBody.toString());
		else if (contentType === 'text/plain') request.body = rawBody.toString();
		return next();
	} catch {
		response.status(422).json({ message: 'Failed to parse request body' });
	}
};

/**
 * A server on loopback that hands each POST to the trigger's `webhook()` through n8n's WebhookContext and answers as
 * n8n's webhook handler does.
 * @param {{ parameters?: Record<string, unknown>, credential: Record<string, unknown> }} options
 */
async function startCallbackHost({ parameters = {}, credential }) {
	/** @type {any[]} */
	const events = [];
	const node = koreNode('koreAgentAssistTrigger', {
		events: ['transferred', 'failed'],
		...parameters,
	});
	const workflow = createWorkflow([node]);
	const app = express();
	app.use(express.raw({ type: () => true, limit: '16mb' }));
	app.use((request, _response, next) => {
		const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		/** @type {any} */ (request).rawBody = raw;
		request.body = {};
		next();
	});
	app.post('/webhook/test/webhook', parseLikeN8n, async (request, response) => {
		const context = new WebhookContext(
			workflow,
			node,
			{ ...additionalData(credential), httpRequest: request, httpResponse: response },
			'webhook',
			/** @type {any} */ ({ webhookDescription: { name: 'default' } }),
			[],
			null,
		);
		const result = await types.koreAgentAssistTrigger.webhook.call(context);
		events.push(...(result.workflowData ?? []).flat().map((/** @type {any} */ item) => item.json));
		if (!result.noWebhookResponse) response.json(result.webhookResponse);
	});
	const server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/webhook/test/webhook`,
		/** One for every execution that n8n would have started. */
		events,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

module.exports = { startCallbackHost };
