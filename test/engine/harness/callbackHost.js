'use strict';

const { randomUUID } = require('node:crypto');
const express = require('express');
const { WebhookContext } = require('./n8n');
const { additionalData, createWorkflow, koreNode, types } = require('./workflow');

/**
 * Reads a body as n8n 2.41 does (dist/middlewares/body-parser.js and dist/webhooks/webhook-helpers.js): the raw bytes,
 * parsed by content type, 422 for broken JSON.
 * @type {import('express').RequestHandler}
 */
const parseLikeN8n = async (request, response, next) => {
	const contentType = (request.headers['content-type'] ?? '').split(';')[0];
	// Of any other type it reads nothing for a trigger whose version is above 1.
	if (!['application/json', 'text/plain'].includes(contentType)) return next();
	const rawBody = await /** @type {any} */ (request).readRawBody();
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
	const node = koreNode(
		'koreAgentAssistTrigger',
		{ events: ['transferred', 'failed'], ...parameters },
		// Each host has another credential, and the trigger remembers a credential's key for a while.
		{
			typeVersion: 1.1,
			credentials: { koreAgentAssistApi: { id: randomUUID(), name: 'Kore (simulator)' } },
		},
	);
	const workflow = createWorkflow([node]);
	const app = express();
	app.use(express.raw({ type: () => true, limit: '16mb' }));
	app.use((request, _response, next) => {
		const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
		request.body = {};
		const n8nRequest = /** @type {any} */ (request);
		n8nRequest.readRawBody = async () => (n8nRequest.rawBody = raw);
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
