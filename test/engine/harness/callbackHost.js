'use strict';

const { randomUUID } = require('node:crypto');
const { startWebhookHost } = require('./webhookHost');
const { createWorkflow, koreNode } = require('./workflow');

const PATH = '/webhook/test/webhook';

/**
 * A published trigger.
 * @param {{ parameters?: Record<string, unknown>, credential: Record<string, unknown> }} options
 */
async function startCallbackHost({ parameters = {}, credential }) {
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
	const host = await startWebhookHost({ path: PATH, workflow, node, credential });
	return { ...host, node, url: `${host.origin}${PATH}` };
}

module.exports = { startCallbackHost };
