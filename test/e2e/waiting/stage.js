'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { startSimulator } = require('../../kore-simulator');
const { ensureN8n } = require('../n8n-host/cache');
const { startN8n } = require('../n8n-host/instance');
const { packPackage } = require('../n8n-host/pack');
const { defaultVersion } = require('../n8n-host/versions');
const { webhookRegistered } = require('../n8n-host/wait');
const { startCluster } = require('../queue-mode/cluster');
const { Builder } = require('../stage/builder');
const { startCounter } = require('./counter');
const { CREDENTIALS, TRIGGER_PATH, waitingWorkflows } = require('./workflows');

/**
 * @typedef {import('../n8n-host/n8n-instance').N8nInstance} N8nInstance
 *
 * @typedef {object} StageOptions
 * @property {string} [version] of n8n
 * @property {boolean} [queue] main, a webhook process and two workers, in place of one process
 * @property {Record<string, string>} [env] of the one process
 */

/**
 * A simulator without a limit, a counter, and an n8n with the waiting workflows published. `n8n` is the process that
 * takes webhooks, `processes` are all of n8n's.
 * @typedef {Awaited<ReturnType<typeof setTheStage>>} Stage
 * @param {StageOptions} [options]
 */
async function setTheStage({ version = defaultVersion, queue = false, env } = {}) {
	const installed = await ensureN8n({ version });
	const tarball = await packPackage();
	const simulator = await startSimulator({ requestsPerMinute: Infinity });
	const counter = await startCounter();
	const workflows = waitingWorkflows(counter.url);
	/** @param {N8nInstance} main @param {string} webhooks */
	const load = async (main, webhooks) => {
		const triggerUrl = `${webhooks}webhook/${TRIGGER_PATH}/webhook`;
		await importInto(main, 'credentials', [
			credential(simulator, 'direct', ''),
			credential(simulator, 'trigger', triggerUrl),
		]);
		await importInto(main, 'workflow', workflows);
	};
	const { stop, ...processes } = await (queue ? startQueue : startSingle)(
		{ installed, tarball, env },
		load,
	);
	const { main, webhook } = processes;
	const rest = new Builder(main.url);
	await rest.untilAnswered();
	await rest.setUpOwner();
	for (const { id } of workflows) await rest.activate(id);
	const starts = ['direct', 'trigger', 'loop', 'once'].map((name) => `start-${name}`);
	for (const name of [...starts, `${TRIGGER_PATH}/webhook`]) {
		await webhookRegistered(`${webhook.url}webhook/${name}`);
	}
	return {
		simulator,
		counter,
		n8n: webhook,
		processes,
		rest,
		stop: async () => {
			await Promise.all([stop(), simulator.stop(), counter.stop()]);
		},
	};
}

/**
 * @typedef {(main: N8nInstance, webhooks: string) => Promise<void>} Load
 * @typedef {Pick<import('../n8n-host/n8n-instance').StartOptions, 'installed' | 'tarball' | 'env'>} What
 */

/** @param {What} what @param {Load} load */
async function startSingle(what, load) {
	// n8n 1.x does not start if it is to disable a module that only n8n 2 has.
	/** @type {Record<string, string>} */
	const modules = what.installed.version.startsWith('1.') ? { N8N_DISABLED_MODULES: '' } : {};
	const n8n = await startN8n({
		...what,
		env: { ...modules, ...what.env },
		setup: async (instance) => await load(instance, instance.url),
	});
	const stop = async () => await n8n.stop();
	return { main: n8n, webhook: n8n, workers: [], services: undefined, stop };
}

/** @param {What} what @param {Load} load */
async function startQueue(what, load) {
	const cluster = await startCluster(what);
	await load(cluster.main, cluster.webhook.url);
	return cluster;
}

/**
 * @param {import('../../kore-simulator').Simulator} simulator
 * @param {keyof typeof CREDENTIALS} which
 * @param {string} triggerUrl
 */
function credential({ url, world }, which, triggerUrl) {
	const { clientId, clientSecret, algorithm } = world.apps.hs256;
	const { streamId, accountId, orgId } = world;
	return {
		id: `kore-${which}`,
		name: CREDENTIALS[which],
		type: 'koreAgentAssistApi',
		data: { host: url, streamId, accountId, orgId, clientId, clientSecret, algorithm, triggerUrl },
	};
}

/** @param {N8nInstance} instance @param {'credentials' | 'workflow'} what @param {object[]} entries */
async function importInto(instance, what, entries) {
	const file = path.join(instance.userFolder, `import-${what}.json`);
	await fs.writeFile(file, JSON.stringify(entries), { mode: 0o600 });
	await instance.cli([`import:${what}`, `--input=${file}`]);
	await fs.rm(file);
}

module.exports = { setTheStage };
