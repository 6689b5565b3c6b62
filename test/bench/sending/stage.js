const path = require('node:path');
const jwt = require('jsonwebtoken');

const { credentialFor } = require('../../engine/harness/setup');
const { startChild } = require('../child/child');
const { startHost } = require('../host');
const { IN_N8N, contenderWorkflow } = require('./contenders');

/**
 * @typedef {import('./contenders').Shape} Shape
 * @typedef {import('./contenders').Facts} Facts
 *
 * @typedef {object} Stage
 * @property {import('../host').Host} host
 * @property {import('../child/child').Child} simulator
 * @property {import('../child/child').Child} axiosLoop
 * @property {{ url: string, ca: string, world: any }} kore
 * @property {Facts} facts
 * @property {Record<string, { id: string, url: string }>} workflows by contender and shape
 * @property {() => Promise<void>} stop
 */

// No test reads the callback, and none is sent.
const CALLBACK_URL =
	'https://callback.invalid/webhook/3f0b1c9e-5a55-4c5f-9d3a-1f2e3d4c5b6a/webhook';

/** @returns {Promise<Stage>} */
async function openStage(env = {}) {
	const simulator = startChild(path.join(__dirname, '../child/simulator.js'));
	/** @type {Array<() => Promise<void>>} */
	const closers = [simulator.stop];
	const stop = async () => {
		for (const close of closers.reverse()) await close();
	};
	try {
		const kore = await simulator.ask('start');
		const host = await startHost({ ca: kore.ca, env });
		closers.push(async () => await host.stop());
		// Node of n8n, so that the two are on the same one.
		const loop = path.join(__dirname, '../child/axios-loop.js');
		const axiosLoop = startChild(loop, { node: host.installed.node });
		closers.push(axiosLoop.stop);
		const facts = factsOf(kore, await host.saveCredential(credentialFor(kore)));
		/** @type {Stage['workflows']} */
		const workflows = {};
		for (const contender of IN_N8N) {
			for (const shape of /** @type {Shape[]} */ (['bulk', 'expressions'])) {
				const content = contenderWorkflow(contender, shape, facts);
				workflows[`${contender} ${shape}`] = await host.publish(content);
			}
		}
		return { host, simulator, axiosLoop, kore, facts, workflows, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * @param {Stage['kore']} kore
 * @param {import('../../e2e/stage/nodes').Credential} credential
 * @returns {Facts}
 */
function factsOf({ url, world }, credential) {
	const { streamId, accountId, orgId, queues, apps } = world;
	const { clientId, clientSecret } = apps.hs256;
	return {
		url: `${url}/agentassist/api/v1/public/${streamId}/assign-conversation`,
		orgId,
		accountId,
		queueId: queues[0].id,
		callbackUrl: CALLBACK_URL,
		token: jwt.sign({ appId: clientId, sub: 'n8n' }, clientSecret, { expiresIn: '1h' }),
		credential,
	};
}

module.exports = { openStage };
