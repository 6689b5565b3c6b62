import { N8nRest } from '../n8n-host/rest';
import { until } from '../n8n-host/wait';

const START_LIMIT_MS = 30_000;

interface SavedCredential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** n8n's answer to "Execute workflow" or "Execute step". */
interface Started {
	/** Of the execution that runs. */
	executionId?: string;
	/** True if n8n listens for an event first. */
	waitingForWebhook?: boolean;
}

/** What a builder does in the editor, with the calls of the editor, which are the same in n8n 1.123 and 2.41. */
export class Builder extends N8nRest {
	/** n8n 1.x says that it is ready a moment before it answers the editor. */
	async untilAnswered() {
		await until('an answer to the editor', START_LIMIT_MS, async () =>
			this.call('get', 'settings').then(
				() => true,
				() => false,
			),
		);
	}

	/**
	 * "Execute workflow".
	 *
	 * @param trigger name of the node to start from
	 * @returns id of the execution
	 */
	async run(id: string, trigger: string): Promise<string> {
		const { executionId } = await this.#execute(id, { triggerToStartFrom: { name: trigger } });
		if (!executionId) throw new Error(`n8n waits for an event instead of running workflow ${id}`);
		return executionId;
	}

	/**
	 * "Execute step" of a trigger, which was "Listen for test event" in older versions.
	 *
	 * @param trigger name of the node
	 */
	async listen(id: string, trigger: string) {
		const destinationNode = { nodeName: trigger, mode: 'inclusive' };
		const { waitingForWebhook } = await this.#execute(id, { startNodes: [], destinationNode });
		if (!waitingForWebhook) throw new Error(`n8n does not listen for an event of ${trigger}`);
	}

	/** "Stop" in the list of executions. */
	async stop(executionId: string) {
		await this.call('post', `executions/${executionId}/stop`);
	}

	/**
	 * "Retry" in the list of executions. n8n answers when the new execution has ended.
	 *
	 * @param which of the two workflows that the list offers
	 * @returns id of the new execution
	 */
	async retry(executionId: string, which: 'original' | 'saved' = 'original'): Promise<string> {
		const body = which === 'saved' ? { loadWorkflow: true } : undefined;
		const path = `executions/${executionId}/retry`;
		const { id } = await this.call<{ id: string }>('post', path, body);
		return id;
	}

	/** Opens a saved credential, changes fields and saves it. */
	async changeCredential(id: string, changes: object) {
		const { name, type, data } = await this.credential(id);
		await this.call('patch', `credentials/${id}`, { name, type, data: { ...data, ...changes } });
	}

	/** @returns with blanked secrets */
	async credential(id: string): Promise<SavedCredential> {
		return await this.call('get', `credentials/${id}`, undefined, { includeData: true });
	}

	/**
	 * n8n 1.x runs the workflow that the editor sends along, 2.x the saved one.
	 *
	 * @param from where to start
	 */
	async #execute(id: string, from: object): Promise<Started> {
		const workflowData = await this.workflow(id);
		return await this.call('post', `workflows/${id}/run`, { workflowData, ...from });
	}
}
