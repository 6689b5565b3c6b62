import { randomBytes } from 'node:crypto';
import axios, { type AxiosInstance } from 'axios';
import type { ExecutionStatus, IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

import { parseFlatted } from './flatted';

/** An execution in n8n's list. */
export interface ListedExecution {
	id: string;
	status: ExecutionStatus;
	mode: WorkflowExecuteMode;
	workflowId: string;
	/** ISO 8601 */
	startedAt: string;
}

export interface Execution extends ListedExecution {
	/** The parsed run data. */
	data: IRunExecutionData;
}

interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

/** The part of n8n's internal REST API that a builder's clicks in the editor use. */
export class N8nRest {
	readonly http: AxiosInstance;
	/** The instance's owner; n8n asks for a capital letter and a digit. */
	readonly owner = {
		email: 'owner@example.com',
		password: `Aa1${randomBytes(9).toString('hex')}`,
	};

	/** @param url of n8n, with the slash at its end */
	constructor(readonly url: string) {
		this.http = axios.create({ baseURL: `${url}rest/`, timeout: 30_000, proxy: false });
	}

	async call<Answer = unknown>(
		method: 'get' | 'post' | 'patch' | 'delete',
		path: string,
		body?: unknown,
		params?: Record<string, unknown>,
	): Promise<Answer> {
		type Body = { data?: Answer; message?: string };
		try {
			const request = { method, url: path, data: body, params };
			const { headers, data } = await this.http.request<Body>(request);
			const [cookie] = headers['set-cookie'] ?? [];
			if (cookie) this.http.defaults.headers.common.Cookie = cookie.split(';')[0];
			return data.data ?? (data as Answer);
		} catch (error) {
			if (!axios.isAxiosError<Body>(error)) throw error;
			const { response, message } = error;
			if (!response) throw new Error(`n8n did not answer ${method} rest/${path}: ${message}`);
			const said = response.data?.message ?? JSON.stringify(response.data);
			throw new Error(`n8n answered ${response.status} to ${method} rest/${path}: ${said}`);
		}
	}

	/** Makes the instance's owner and logs in. */
	async setUpOwner() {
		await this.call('post', 'owner/setup', { ...this.owner, firstName: 'Demo', lastName: 'Owner' });
	}

	async createCredential(credential: {
		name: string;
		type: string;
		data: object;
	}): Promise<SavedCredential> {
		return await this.call('post', 'credentials', credential);
	}

	/**
	 * The editor's credential test of a saved credential. n8n tests the data it is given, in which blanked secrets
	 * stand for the saved ones.
	 *
	 * @param changes fields that the user has changed and not saved yet
	 */
	async testCredential(
		id: string,
		changes: object = {},
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const path = `credentials/${id}`;
		const saved = await this.call<SavedCredential & { data: object }>('get', path, undefined, {
			includeData: true,
		});
		const { name, type, data } = saved;
		const credentials = { id, name, type, data: { ...data, ...changes } };
		return await this.call('post', 'credentials/test', { credentials });
	}

	async createWorkflow(workflow: object): Promise<{ id: string }> {
		return await this.call('post', 'workflows', { settings: {}, ...workflow });
	}

	async workflow(id: string): Promise<{ id: string; versionId: string }> {
		return await this.call('get', `workflows/${id}`);
	}

	async activate(id: string) {
		const { versionId } = await this.workflow(id);
		await this.call('post', `workflows/${id}/activate`, { versionId });
	}

	/** Why n8n 2.x could not publish the workflow, which it finds out after `activate` has been answered; undefined until then. */
	async publicationError(id: string): Promise<string | undefined> {
		type Status = { triggers: Array<{ errorMessage?: string }> };
		const { triggers } = await this.call<Status>('get', `workflows/${id}/publication-status`);
		return triggers[0]?.errorMessage;
	}

	async deactivate(id: string) {
		await this.call('post', `workflows/${id}/deactivate`, {});
	}

	/** @returns the newest first, without data */
	async executions(
		filter: { workflowId?: string; status?: string[] } = {},
	): Promise<ListedExecution[]> {
		const query = { filter: JSON.stringify(filter), limit: 100 };
		const path = 'executions';
		const answer = await this.call<{ results: ListedExecution[] }>('get', path, undefined, query);
		// n8n asks for those that run and for those that have ended one after the other: one that ends meanwhile is in both.
		return [...new Map(answer.results.map((execution) => [execution.id, execution])).values()];
	}

	async execution(id: string): Promise<Execution> {
		const path = `executions/${id}`;
		const execution = await this.call<ListedExecution & { data: string }>('get', path);
		return { ...execution, data: parseFlatted(execution.data) };
	}
}
