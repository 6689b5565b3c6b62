import { setTimeout as sleep } from 'node:timers/promises';

import { settledExecution, settledExecutions, webhookRegistered } from '../n8n-host/wait';
import { Builder } from './builder';
import { resultsOf } from './execution';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import type { Simulator } from '../../kore-simulator';
import type { N8nInstance } from '../n8n-host/n8n-instance';
import type { Execution } from '../n8n-host/rest';
import type { Credential, Node } from './nodes';
import type { workflow } from './workflow';

const GRACE_MS = 300;
const RUN_LIMIT_MS = 30_000;
// Looking costs n8n some work, which a long run need not be slowed down by.
const LOOKS = 300;

export type Workflow = ReturnType<typeof workflow>;

/** A simulated Kore and a real n8n with the package, and a builder who is logged in. */
export class Stage {
	readonly builder: Builder;

	readonly #published: Workflow[] = [];

	/** @param secure one over TLS, whose authority this n8n trusts */
	constructor(
		readonly simulator: Simulator,
		readonly instance: N8nInstance,
		readonly secure?: Simulator,
	) {
		this.builder = new Builder(instance.url);
	}

	async saveCredential(data: object): Promise<Credential> {
		const type = 'koreAgentAssistApi';
		const { id, name } = await this.builder.createCredential({ name: 'Kore', type, data });
		return { id, name };
	}

	/** Saves a workflow, executes it from its first node and waits for the end. */
	async run(workflow: Workflow, limitMs?: number) {
		return await this.finished(await this.start(workflow), limitMs);
	}

	/** @returns id of the execution */
	async start(workflow: Workflow): Promise<string> {
		const { id } = await this.builder.createWorkflow(workflow);
		return await this.builder.run(id, workflow.nodes[0].name);
	}

	async runAgain(workflowId: string, from: string, limitMs?: number) {
		return await this.finished(await this.builder.run(workflowId, from), limitMs);
	}

	async finished(executionId: string, limitMs: number = RUN_LIMIT_MS) {
		return await settledExecution(this.builder, executionId, limitMs, limitMs / LOOKS);
	}

	/**
	 * Saves and publishes a workflow that begins with a webhook.
	 *
	 * @returns its id
	 */
	async publish(workflow: Workflow): Promise<string> {
		const { id } = await this.builder.createWorkflow(workflow);
		await this.builder.activate(id);
		await this.listening(workflow);
		this.#published.push(workflow);
		return id;
	}

	async listening({ nodes }: Workflow) {
		for (const node of nodes) if (node.webhookId) await webhookRegistered(this.urlOf(node));
	}

	/** @returns its production URL; n8n's own Webhook node has one without the name of its webhook */
	urlOf({ type, webhookId }: Node): string {
		const end = type === 'n8n-nodes-base.webhook' ? '' : '/webhook';
		return `${this.instance.url}webhook/${webhookId}${end}`;
	}

	/** @returns the URL that works while the trigger listens for a test event */
	testUrlOf({ webhookId }: Node): string {
		return `${this.instance.url}webhook-test/${webhookId}/webhook`;
	}

	/**
	 * @param count how many to wait for
	 * @returns the oldest first, also those too many
	 */
	async executions(workflowId: string, count: number): Promise<Execution[]> {
		await settledExecutions(this.builder, workflowId, count);
		// n8n saves an execution a moment after it has answered the callback.
		await sleep(GRACE_MS);
		return await settledExecutions(this.builder, workflowId, count);
	}

	/** @returns the events that have started these executions */
	async events(workflowId: string, count: number): Promise<TransferResult[]> {
		const executions = await this.executions(workflowId, count);
		return executions.flatMap((execution) => resultsOf(execution, 'Result'));
	}

	/** What was published listens again when this resolves. */
	async restart() {
		await this.instance.restart();
		await this.builder.untilAnswered();
		await Promise.all(this.#published.map(async (workflow) => await this.listening(workflow)));
	}

	async close() {
		await Promise.all([this.instance.stop(), this.simulator.stop(), this.secure?.stop()]);
	}
}
