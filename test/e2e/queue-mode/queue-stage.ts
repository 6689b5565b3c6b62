import axios from 'axios';

import { startSimulator, type Simulator } from '../../kore-simulator';
import { credentialFor } from '../../engine/harness/setup';
import { ensureN8n } from '../n8n-host/cache';
import { packPackage } from '../n8n-host/pack';
import { webhookRegistered } from '../n8n-host/wait';
import { Builder } from '../stage/builder';
import { startCluster, type Cluster } from './cluster';
import { watchExecutions } from './watch';
import { assignWorkflow, resultWorkflow, type Item } from './workflows';
import type { Credential } from '../stage/nodes';

/** A workflow and the production URL of its webhook. */
type Published = { id: string; url: string };

/** A simulated Kore, an n8n in queue mode, and two published workflows: one assigns, one takes the results. */
export class QueueStage {
	readonly builder: Builder;
	credential: Credential = { id: '', name: 'Kore' };
	assign: Published = { id: '', url: '' };
	result: Published = { id: '', url: '' };

	constructor(
		readonly simulator: Simulator,
		readonly cluster: Cluster,
	) {
		this.builder = new Builder(cluster.main.url);
	}

	/** @param seconds that the result workflow works on each event */
	async publish(seconds: number) {
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
	 *
	 * @param seconds that it works on each event
	 */
	async publishResult(seconds: number) {
		return await this.#publish(resultWorkflow(this.credential, seconds));
	}

	async #publish({ content, path }: { content: object; path: string }) {
		const url = this.cluster.webhook.url + path;
		const { id } = await this.builder.createWorkflow(content);
		await this.builder.activate(id);
		await webhookRegistered(url);
		return { id, url };
	}

	/** @param items for one run of the assign workflow */
	async send(items: Item[]) {
		await axios.post(this.assign.url, { items }, { proxy: false });
	}

	/** @returns what becomes of the workflow's executions that begin from now on */
	async watch({ id }: Published) {
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
 * @param seconds that the result workflow works on each event
 * @param env more settings for n8n
 */
export async function openQueueStage(
	seconds: number,
	env?: Record<string, string>,
): Promise<QueueStage> {
	const [installed, tarball] = await Promise.all([ensureN8n(), packPackage()]);
	const simulator = await startSimulator({ requestsPerMinute: Infinity });
	try {
		const cluster = await startCluster({ installed, tarball, env });
		const stage = new QueueStage(simulator, cluster);
		await stage.publish(seconds).catch(async (error: unknown) => {
			await cluster.stop();
			throw error;
		});
		return stage;
	} catch (error) {
		await simulator.stop();
		throw error;
	}
}
