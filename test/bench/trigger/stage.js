const { randomUUID } = require('node:crypto');
const path = require('node:path');

const { callbackKeys } = require('../../../dist/nodes/shared/credential/callbackKeys');
const { readCredential } = require('../../../dist/nodes/shared/credential/credential');
const { credentialFor } = require('../../engine/harness/setup');
const { node, trigger } = require('../../e2e/stage/nodes');
const { workflow } = require('../../e2e/stage/workflow');
const { createWorld } = require('../../kore-simulator/world');
const { startChild } = require('../child/child');
const { startHost } = require('../host');

/**
 * @typedef {{ id: string, url: string }} Published
 *
 * @typedef {object} Workflows
 * @property {Published} all Kore's trigger that takes each result
 * @property {Published} failed Kore's trigger that takes only failed transfers
 * @property {Published} webhook n8n's own Webhook node
 * @property {Published} probeStarts a trigger that checks nothing
 * @property {Published} probeRefuses a trigger that refuses everything
 *
 * @typedef {object} Stage
 * @property {import('../host').Host} host
 * @property {import('../child/child').Child} load
 * @property {Workflows} workflows
 * @property {any} key that signs callbacks
 * @property {() => Promise<void>} stop
 */

const next = () => node('Next', 'n8n-nodes-base.noOp', 1);

/** @param {import('../../e2e/stage/nodes').Credential} credential @param {string[]} events */
function triggerWorkflow(credential, events) {
	const start = trigger(credential, { events, assignTo: 'any', verification: 'signed' });
	const content = workflow(`Trigger, ${events.join(' or ')}`, [start, next()]);
	return { content, path: `webhook/${start.webhookId}/webhook` };
}

function webhookWorkflow() {
	const path = randomUUID();
	const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	const start = {
		...node('Start', 'n8n-nodes-base.webhook', 2.1, parameters),
		webhookId: path,
	};
	return { content: workflow('Webhook', [start, next()]), path: `webhook/${path}` };
}

/** @param {boolean} refuse */
function probeWorkflow(refuse) {
	const webhookId = randomUUID();
	const start = {
		...node('Start', 'n8n-nodes-bench-probe.probeTrigger', 1.1, { refuse }),
		webhookId,
	};
	const content = workflow(`Probe, ${refuse ? 'refuses' : 'starts'}`, [start, next()]);
	return { content, path: `webhook/${webhookId}/webhook` };
}

/** @param {Record<string, string>} env more settings for n8n @returns {Promise<Stage>} */
async function openStage(env) {
	const host = await startHost({ env });
	const load = startChild(path.join(__dirname, '../child/load.js'));
	const stop = async () => {
		await Promise.all([load.stop(), host.stop()]);
	};
	try {
		// Nobody is called at this address.
		const kore = { url: 'https://kore.invalid', world: await createWorld() };
		const data = credentialFor(/** @type {any} */ (kore));
		const credential = await host.saveCredential(data);
		return {
			host,
			load,
			workflows: {
				all: await host.publish(triggerWorkflow(credential, ['transferred', 'failed'])),
				failed: await host.publish(triggerWorkflow(credential, ['failed'])),
				webhook: await host.publish(webhookWorkflow()),
				probeStarts: await host.publish(probeWorkflow(false)),
				probeRefuses: await host.publish(probeWorkflow(true)),
			},
			key: callbackKeys(readCredential(data)),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

module.exports = { openStage };
