'use strict';

const fs = require('node:fs/promises');
const path = require('node:path');
const { startSimulator } = require('../../kore-simulator');
const { ensureN8n } = require('../n8n-host/cache');
const { startN8n } = require('../n8n-host/instance');
const { packPackage } = require('../n8n-host/pack');
const { N8nRest } = require('../n8n-host/rest');
const { webhookRegistered } = require('../n8n-host/wait');
const { startCounter } = require('./counter');
const { CREDENTIALS, TRIGGER_PATH, waitingWorkflows } = require('./workflows');

/**
 * A simulator without a limit, a counter, and an n8n with the waiting workflows published.
 * @typedef {Awaited<ReturnType<typeof setTheStage>>} Stage
 */
async function setTheStage() {
	const installed = await ensureN8n({ onProgress: () => {} });
	const tarball = await packPackage();
	const simulator = await startSimulator({ requestsPerMinute: Infinity });
	const counter = await startCounter();
	const workflows = waitingWorkflows(counter.url);
	const n8n = await startN8n({
		installed,
		tarball,
		setup: async (instance) => {
			const triggerUrl = `${instance.url}webhook/${TRIGGER_PATH}/webhook`;
			await importInto(instance, 'credentials', [
				credential(simulator, 'direct', ''),
				credential(simulator, 'trigger', triggerUrl),
			]);
			await importInto(instance, 'workflow', workflows);
		},
	});
	const rest = new N8nRest(n8n.url);
	await rest.setUpOwner();
	for (const { id } of workflows) await rest.activate(id);
	for (const name of ['start-direct', 'start-trigger', 'start-loop', `${TRIGGER_PATH}/webhook`]) {
		await webhookRegistered(`${n8n.url}webhook/${name}`);
	}
	return {
		simulator,
		counter,
		n8n,
		rest,
		stop: async () => {
			await Promise.all([n8n.stop(), simulator.stop(), counter.stop()]);
		},
	};
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

/** @param {any} instance @param {'credentials' | 'workflow'} what @param {object[]} entries */
async function importInto(instance, what, entries) {
	const file = path.join(instance.userFolder, `import-${what}.json`);
	await fs.writeFile(file, JSON.stringify(entries), { mode: 0o600 });
	await instance.cli([`import:${what}`, `--input=${file}`]);
	await fs.rm(file);
}

module.exports = { setTheStage };
