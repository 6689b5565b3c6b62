const path = require('node:path');
const { randomUUID } = require('node:crypto');

const { startChild } = require('../../bench/child/child');
const { credentialFor, toAgent } = require('../../engine/harness/setup');
const { ensureN8n } = require('../../e2e/n8n-host/cache');
const { startN8n } = require('../../e2e/n8n-host/instance');
const { packPackage } = require('../../e2e/n8n-host/pack');
const { webhookRegistered } = require('../../e2e/n8n-host/wait');
const { assign, node, trigger } = require('../../e2e/stage/nodes');
const { agent } = require('../../e2e/stage/people');
const { Stage } = require('../../e2e/stage/stage');
const { workflow } = require('../../e2e/stage/workflow');
const { startTally } = require('./tally');

const SETTINGS = {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	// At the end each execution is counted.
	EXECUTIONS_DATA_PRUNE: 'false',
};

/** @param {string} url */
const report = (url) =>
	node('Report', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify($json) }}',
		options: {},
	});

/** Transfers that are started by a webhook. @param {import('../../e2e/stage/nodes').Credential} credential @param {object} parameters */
function transferNodes(credential, parameters) {
	const path = randomUUID();
	const options = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	const transfer = toAgent(agent(1), {
		botSessionId: '={{ $json.body.session }}',
		callbackUrl: '',
		options: { requestsPerMinute: 0 },
		...parameters,
	});
	return [
		{ ...node('Start', 'n8n-nodes-base.webhook', 2.1, options), webhookId: path },
		assign(credential, transfer),
	];
}

/**
 * n8n, Kore in a process of its own, and a tally of what comes out.
 * @typedef {Awaited<ReturnType<typeof openLoadStage>>} LoadStage
 */
async function openLoadStage() {
	const [installed, tarball] = await Promise.all([ensureN8n(), packPackage()]);
	const kore = startChild(path.join(__dirname, 'kore.js'));
	const tally = await startTally();
	/** @type {Stage | undefined} */
	let stage;
	const close = async () => {
		await Promise.all([stage ? stage.close() : kore.stop(), tally.stop()]);
	};
	try {
		const simulator = { ...(await kore.ask('start')), stop: kore.stop };
		stage = new Stage(simulator, await startN8n({ installed, tarball, env: SETTINGS }));
		await stage.builder.untilAnswered();
		await stage.builder.setUpOwner();
		const data = credentialFor(simulator);
		const result = trigger(await stage.saveCredential(data), { verification: 'signed' });
		const events = workflow('Results', [result, report(`${tally.url}/events`)]);
		const resultId = await stage.publish(events);
		const credential = await stage.saveCredential({ ...data, triggerUrl: stage.urlOf(result) });
		const wait = { continueWhen: 'result', waitLimit: 1, waitUnit: 'hours' };
		const accepted = transferNodes(credential, {});
		const waiting = [...transferNodes(credential, wait), report(`${tally.url}/results`)];
		const workflows = {
			events: { id: resultId, url: stage.urlOf(result) },
			accepted: await publish(stage, 'Accepted', accepted),
			waiting: await publish(stage, 'Waiting', waiting),
		};
		return { n8n: stage.instance, kore, tally, workflows, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** @param {Stage} stage @param {string} name @param {import('../../e2e/stage/nodes').Node[]} nodes */
async function publish({ builder, instance }, name, nodes) {
	const { id } = await builder.createWorkflow(workflow(name, nodes));
	await builder.activate(id);
	const url = `${instance.url}webhook/${nodes[0].webhookId}`;
	await webhookRegistered(url);
	return { id, url };
}

module.exports = { openLoadStage };
