const fs = require('node:fs/promises');
const path = require('node:path');

const { startSimulator } = require('../../kore-simulator');
const { startN8n } = require('../n8n-host/instance');
const { N8nRest } = require('../n8n-host/rest');
const { webhookRegistered } = require('../n8n-host/wait');
const { demoWorkflows } = require('./workflows');

// The name that n8n proposes for a first credential of this type, and the one in the demo workflows.
const CREDENTIAL = 'Kore AgentAssist account';

/**
 * @typedef {Awaited<ReturnType<typeof setTheStage>>} Stage
 *
 * @typedef {object} StageOptions
 * @property {import('../n8n-host/cache').Installed} installed
 * @property {string} tarball
 * @property {(progress: import('../n8n-host/cache').Progress) => void} onProgress
 */

/**
 * A simulator and an n8n with the package, a credential and the two workflows, ready to be run.
 * @param {StageOptions} options
 */
async function setTheStage({ installed, tarball, onProgress }) {
	const workflows = demoWorkflows();
	const simulator = await startSimulator();
	try {
		const instance = await startN8n({
			installed,
			tarball,
			setup: async (n8n) => {
				onProgress({ stage: 'importing the credential and the workflows' });
				const { assign, result } = workflows;
				const triggerUrl = n8n.url + result.triggerPath;
				const imported = [assign, result].map(({ id, content }) => ({ id, ...content }));
				await importInto(n8n, 'credentials', [credential(simulator, triggerUrl)]);
				await importInto(n8n, 'workflow', imported);
				onProgress({ stage: `starting n8n ${installed.version}` });
			},
		});
		const triggerUrl = instance.url + workflows.result.triggerPath;
		return { simulator, instance, workflows, triggerUrl };
	} catch (error) {
		await simulator.stop();
		throw error;
	}
}

/**
 * @param {import('../../kore-simulator').Simulator} simulator
 * @param {string} triggerUrl
 */
function credential({ url, world }, triggerUrl) {
	const { clientId, clientSecret, algorithm } = world.apps.hs256;
	const { streamId, accountId, orgId } = world;
	const ids = { streamId, accountId, orgId, clientId, clientSecret, algorithm };
	return {
		id: 'koreDemoAccount1',
		name: CREDENTIAL,
		type: 'koreAgentAssistApi',
		data: { host: url, authentication: 'jwtApp', ...ids, triggerUrl },
	};
}

/**
 * @param {import('../n8n-host/n8n-instance').N8nInstance} n8n
 * @param {'credentials' | 'workflow'} what
 * @param {object[]} entries
 */
async function importInto(n8n, what, entries) {
	const file = path.join(n8n.userFolder, `import-${what}.json`);
	await fs.writeFile(file, JSON.stringify(entries), { mode: 0o600 });
	await n8n.cli([`import:${what}`, `--input=${file}`]);
	await fs.rm(file);
}

/**
 * Logs in and publishes the trigger's workflow.
 * @param {Stage} stage
 */
async function openTheStage({ instance, workflows, triggerUrl }) {
	const rest = new N8nRest(instance.url);
	const owner = await rest.setUpOwner();
	await rest.activate(workflows.result.id);
	await webhookRegistered(triggerUrl);
	return { rest, owner };
}

module.exports = { setTheStage, openTheStage };
