const { setTimeout: sleep } = require('node:timers/promises');

const { settledExecutions, until, webhookRegistered } = require('../n8n-host/wait');
const { Builder } = require('./builder');
const { isSaved, jsonOf } = require('./execution');

const GRACE_MS = 300;
const RUN_LIMIT_MS = 30_000;
// Looking costs n8n some work, which a long run need not be slowed down by.
const LOOKS = 300;

/** @typedef {import('./nodes').Node} Node */
/** @typedef {ReturnType<import('./workflow').workflow>} Workflow */

/** A simulated Kore and a real n8n with the package, and a builder who is logged in. */
class Stage {
	/**
	 * @param {import('../../kore-simulator').Simulator} simulator
	 * @param {import('../n8n-host/n8n-instance').N8nInstance} instance
	 * @param {import('../../kore-simulator').Simulator} [secure] one over TLS, whose authority this n8n trusts
	 */
	constructor(simulator, instance, secure) {
		this.simulator = simulator;
		this.instance = instance;
		this.secure = secure;
		this.builder = new Builder(instance.url);
	}

	/**
	 * @param {Record<string, unknown>} data
	 * @returns {Promise<import('./nodes').Credential>}
	 */
	async saveCredential(data) {
		const type = 'koreAgentAssistApi';
		const { id, name } = await this.builder.createCredential({ name: 'Kore', type, data });
		return { id, name };
	}

	/**
	 * Saves a workflow, executes it from its first node and waits for the end.
	 * @param {Workflow} workflow
	 * @param {number} [limitMs]
	 */
	async run(workflow, limitMs) {
		return await this.finished(await this.start(workflow), limitMs);
	}

	/**
	 * @param {Workflow} workflow
	 * @returns {Promise<string>} id of the execution
	 */
	async start(workflow) {
		const { id } = await this.builder.createWorkflow(workflow);
		return await this.builder.run(id, workflow.nodes[0].name);
	}

	/**
	 * @param {string} workflowId
	 * @param {string} from
	 */
	async runAgain(workflowId, from) {
		return await this.finished(await this.builder.run(workflowId, from));
	}

	/**
	 * @param {string} executionId
	 * @param {number} [limitMs]
	 */
	async finished(executionId, limitMs = RUN_LIMIT_MS) {
		const look = async () => {
			const execution = await this.builder.execution(executionId);
			return isSaved(execution) && execution;
		};
		return await until(`the end of execution ${executionId}`, limitMs, look, limitMs / LOOKS);
	}

	/**
	 * Saves and publishes a workflow with Kore's trigger.
	 * @param {Workflow} workflow
	 * @returns {Promise<string>} its id
	 */
	async publish(workflow) {
		const { id } = await this.builder.createWorkflow(workflow);
		await this.builder.activate(id);
		await this.listening(workflow);
		return id;
	}

	/** @param {Workflow} workflow */
	async listening({ nodes }) {
		for (const node of nodes) if (node.webhookId) await webhookRegistered(this.urlOf(node));
	}

	/**
	 * @param {Node} trigger
	 * @returns {string} its production URL
	 */
	urlOf({ webhookId }) {
		return `${this.instance.url}webhook/${webhookId}/webhook`;
	}

	/**
	 * @param {Node} trigger
	 * @returns {string} the URL that works while the trigger listens for a test event
	 */
	testUrlOf({ webhookId }) {
		return `${this.instance.url}webhook-test/${webhookId}/webhook`;
	}

	/**
	 * @param {string} workflowId
	 * @param {number} count how many to wait for
	 * @returns {Promise<import('../n8n-host/rest').Execution[]>} the oldest first, also those too many
	 */
	async executions(workflowId, count) {
		await settledExecutions(this.builder, workflowId, count);
		// n8n saves an execution a moment after it has answered the callback.
		await sleep(GRACE_MS);
		const executions = await settledExecutions(this.builder, workflowId, count);
		return await Promise.all(executions.map(async ({ id }) => await this.finished(id)));
	}

	/**
	 * @param {string} workflowId
	 * @param {number} count
	 * @returns {Promise<any[]>} the events that have started these executions
	 */
	async events(workflowId, count) {
		const executions = await this.executions(workflowId, count);
		return executions.flatMap((execution) => jsonOf(execution, 'Result'));
	}

	/** @param {Workflow} workflow published, which listens again when this resolves */
	async restart(workflow) {
		await this.instance.restart();
		await this.builder.untilAnswered();
		await this.listening(workflow);
	}

	async close() {
		await Promise.all([this.instance.stop(), this.simulator.stop(), this.secure?.stop()]);
	}
}

module.exports = { Stage };
