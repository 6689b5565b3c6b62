'use strict';

const { startWebhookHost } = require('./webhookHost');
const { createWorkflow, koreNode, runAssign } = require('./workflow');

/**
 * An execution that waits: the node's resume webhook, as n8n calls it with the execution that it has saved.
 * @param {{ parameters: Record<string, unknown>, credential: Record<string, unknown> }} options
 */
async function startWaitingHost({ parameters, credential }) {
	const node = koreNode('koreAgentAssist', parameters);
	/** @type {any} */
	let saved;
	const host = await startWebhookHost({
		path: '/webhook-waiting/:execution/:node',
		workflow: createWorkflow([node]),
		node,
		credential,
		runExecutionData: () => saved,
	});
	return {
		...host,
		/** Sends a request and waits for its result in place of the one before. @param {string} [origin] of the n8n */
		wait: async (origin) => {
			const { waitTill, data } = await runAssign({ parameters, credential, origin });
			if (!waitTill) throw new Error('The execution does not wait');
			saved = JSON.parse(JSON.stringify(data));
		},
	};
}

module.exports = { startWaitingHost };
