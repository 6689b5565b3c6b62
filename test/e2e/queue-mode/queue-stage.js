const axios = require('axios');

const { startSimulator } = require('../../kore-simulator');
const { credentialFor } = require('../../engine/harness/setup');
const { ensureN8n } = require('../n8n-host/cache');
const { packPackage } = require('../n8n-host/pack');
const { webhookRegistered } = require('../n8n-host/wait');
const { Builder } = require('../stage/builder');
const { startCluster } = require('./cluster');
const { watchExecutions } = require('./watch');
const { assignWorkflow, resultWorkflow } = require('./workflows');

/** @typedef {{ id: string, url: string }} Published a workflow and the production URL of its webhook */

/** A simulated Kore, an n8n in queue mode, and two published workflows: one assigns, one takes the results. */
class QueueStage {
	/**
	 * @param {import('../../kore-simulator').Simulator} simulator
	 * @param {import('./cluster').Cluster} cluster
	 */
	constructor(simulator, cluster) {
		this.simulator = simulator;
		this.cluster = cluster;
		this.builder = new Builder(cluster.main.url);
		this.credential = { id: '', name: 'Kore' };
		/** @type {Published} */
		this.assign = { id: '', url: '' };
		/** @type {Published} */
		this.result = { id: '', url: '' };
	}

	/** @param {number} seconds that the result workflow works on each event */
	async publish(seconds) {
		await this.builder.setUpOwner();
		const { name } = this.credential;
		const type = 'koreAgentAssistApi';
		const data = credentialFor(this.simulator);
		const { id } = await this.builder.createCredential({ name, type, data });
		this.credential = { id, name };
		this.result = await this.publishResult(seconds);
		await this.builder.changeCredential(id, { triggerUrl: this.result.url });
		this.assign = await this.#publish(assignWorkflow(this.credential));
	}

	/**
	 * One more workflow that takes callbacks.
	 * @param {number} seconds that it works on each event
	 */
	async publishResult(seconds) {
		return await this.#publish(resultWorkflow(this.credential, seconds));
	}

	/** @param {{ content: object, path: string }} workflow */
	async #publish({ content, path }) {
		const url = this.cluster.webhook.url + path;
		const { id } = await this.builder.createWorkflow(content);
		await this.builder.activate(id);
		await webhookRegistered(url);
		return { id, url };
	}

	/** @param {import('./workflows').Item[]} items for one run of the assign workflow */
	async send(items) {
		await axios.post(this.assign.url, { items }, { proxy: false });
	}

	/**
	 * @param {Published} workflow
	 * @returns what becomes of the workflow's executions that begin from now on
	 */
	async watch({ id }) {
		return await watchExecutions(this.builder, id);
	}

	/**
	 * The callbacks that got another answer than 200. One that the simulator stopped waiting for after its 10 s, as
	 * happens on a busy machine, is none of them: it was not refused, and its event has to come like every other.
	 */
	refusedCallbacks() {
		return this.simulator
			.callbacks()
			.filter(({ status, error }) => status !== 200 && !/timeout/.test(String(error)));
	}

	async close() {
		await Promise.all([this.cluster.stop(), this.simulator.stop()]);
	}
}

/**
 * @param {number} seconds that the result workflow works on each event
 * @param {Record<string, string>} [env] more settings for n8n
 * @returns {Promise<QueueStage>}
 */
async function openQueueStage(seconds, env) {
	const [installed, tarball] = await Promise.all([ensureN8n(), packPackage()]);
	const simulator = await startSimulator({ requestsPerMinute: Infinity });
	try {
		const cluster = await startCluster({ installed, tarball, env });
		const stage = new QueueStage(simulator, cluster);
		await stage.publish(seconds).catch(async (error) => {
			await cluster.stop();
			throw error;
		});
		return stage;
	} catch (error) {
		await simulator.stop();
		throw error;
	}
}

module.exports = { QueueStage, openQueueStage };
