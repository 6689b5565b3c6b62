const { toAgent } = require('../../../engine/harness/setup');
const { assign, start } = require('../../../e2e/stage/nodes');
const { agent, session } = require('../../../e2e/stage/people');
const { workflow } = require('../../../e2e/stage/workflow');
const { until } = require('../../../e2e/n8n-host/wait');
const { forge } = require('../../../e2e/waiting/forge');

/** @typedef {import('../stage').SecretStage} SecretStage */
/** @typedef {import('../stage').Way} Way */

const RUN_LIMIT_MS = 30_000;
// n8n looks for limits that are over once a minute.
const WAIT_OVER_MS = 150_000;

let sessions = 1000;

/**
 * Executions that wait, straight and through the trigger: with a genuine callback, a forged and a repeated one, one that
 * echoes its own address, and one that never comes.
 * @param {SecretStage} secret
 * @param {Way} way
 * @param {{ long: boolean }} options long: also wait until the limit is over
 */
async function wait(secret, way, { long }) {
	const waiting = [];
	for (const callbackUrl of ['', way.triggerUrl]) {
		await resumed(secret, way, callbackUrl);
		await echoed(secret, way, callbackUrl);
		waiting.push(await startWaiting(secret, way, callbackUrl, 1));
	}
	if (long) await Promise.all(waiting.map(async ({ id }) => await over(secret, id, WAIT_OVER_MS)));
}

/** @param {SecretStage} secret @param {Way} way @param {string} callbackUrl */
async function resumed(secret, way, callbackUrl) {
	const { id, url } = await startWaiting(secret, way, callbackUrl, 10);
	for (const forged of [forge(url), url.replace(/token=[^&]+/, 'token=x'), url.split('?')[0]]) {
		await secret.post(forged, { status: 'transferred' });
	}
	await secret.post(url, { status: 'transferred', callbackUrl: url });
	await over(secret, id, RUN_LIMIT_MS);
	// Late.
	await secret.post(url, { status: 'transferred' });
}

/** The answer to the request itself gives back what was sent. @param {SecretStage} secret @param {Way} way @param {string} callbackUrl */
async function echoed(secret, way, callbackUrl) {
	const { url: host, rewind } = way.echo;
	rewind();
	const hostile = { ...way, data: { ...way.data, host } };
	for (let index = 0; index < way.echo.echoes; index++) {
		await startWaiting(secret, hostile, callbackUrl, 10, { onError: 'continueErrorOutput' });
	}
}

/**
 * @param {SecretStage} secret
 * @param {Way} way
 * @param {string} callbackUrl empty: straight
 * @param {number} waitLimit in minutes
 * @param {Partial<import('../../../e2e/stage/nodes').Node>} [settings] of the node
 * @returns {Promise<{ id: string, url: string }>} its execution, which waits or has failed, and its signed callback URL
 */
async function startWaiting({ stage }, { name, data }, callbackUrl, waitLimit, settings) {
	const credential = await stage.saveCredential(data);
	const botSessionId = session(++sessions);
	const parameters = toAgent(agent(1), {
		botSessionId,
		callbackUrl,
		continueWhen: 'result',
		waitLimit,
		waitUnit: 'minutes',
		options: { requestsPerMinute: 0 },
	});
	const { id } = await stage.run(
		workflow(`Wait: ${name}`, [start(), assign(credential, parameters, settings)]),
	);
	const bodies = stage.simulator.requests().map(({ json }) => /** @type {any} */ (json));
	const asked = bodies.find((body) => body?.botSessionId === botSessionId);
	return { id, url: asked?.callbackUrl };
}

/** @param {SecretStage} secret @param {string} id of an execution that waits @param {number} limitMs */
async function over({ stage }, id, limitMs) {
	await until(`the end of execution ${id}`, limitMs, async () => {
		return (await stage.builder.execution(id)).status !== 'waiting';
	});
}

module.exports = { wait };
