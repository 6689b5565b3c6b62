import axios, { type AxiosInstance } from 'axios';
import { randomBytes } from 'node:crypto';

import { parseFlatted } from './flatted';
import type { ExecutionStatus, IRunExecutionData, WorkflowExecuteMode } from 'n8n-workflow';

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

/** The part of n8n's internal REST API that a builder's clicks in the editor use. */
export class N8nRest {
	http: AxiosInstance;
	url: string;

	/** @param url of n8n, with the slash at its end */
	constructor(url: string) {
		this.http = axios.create({ baseURL: `${url}rest/`, timeout: 30_000, proxy: false });
		this.url = url;
	}

	async call<Answer = any>(
		method: 'get' | 'post' | 'patch' | 'delete',
		path: string,
		body?: unknown,
		params?: Record<string, unknown>,
	): Promise<Answer> {
		try {
			const response = await this.http.request<any>({ method, url: path, data: body, params });
			const [cookie] = response.headers['set-cookie'] ?? [];
			if (cookie) this.http.defaults.headers.common.Cookie = cookie.split(';')[0];
			return response.data.data ?? response.data;
		} catch (error) {
			if (!axios.isAxiosError(error)) throw error;
			const { response, message } = error;
			if (!response) throw new Error(`n8n did not answer ${method} rest/${path}: ${message}`);
			const said = response.data?.message ?? JSON.stringify(response.data);
			throw new Error(`n8n answered ${response.status} to ${method} rest/${path}: ${said}`);
		}
	}

	/** Makes the instance's owner and logs in. */
	async setUpOwner(): Promise<{ email: string; password: string }> {
		// n8n asks for a capital letter and a digit.
		const owner = { email: 'owner@example.com', password: `Aa1${randomBytes(9).toString('hex')}` };
		await this.call('post', 'owner/setup', { ...owner, firstName: 'Demo', lastName: 'Owner' });
		return owner;
	}

	async logIn({ email, password }: { email: string; password: string }) {
		await this.call('post', 'login', { emailOrLdapLoginId: email, password });
	}

	async createCredential(credential: {
		name: string;
		type: string;
		data: object;
	}): Promise<{ id: string; name: string; type: string }> {
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
		const params = { includeData: true };
		const { name, type, data } = await this.call<any>('get', `credentials/${id}`, undefined, params);
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
		return await this.call('post', `workflows/${id}/activate`, { versionId });
	}

	async deactivate(id: string) {
		return await this.call('post', `workflows/${id}/deactivate`, {});
	}

	/**
	 * "Execute workflow" in the editor.
	 *
	 * @param trigger name of the node to start from
	 * @returns id of the execution
	 */
	async run(id: string, trigger: string): Promise<string> {
		const body = { triggerToStartFrom: { name: trigger } };
		const { executionId } = await this.call<any>('post', `workflows/${id}/run`, body);
		if (!executionId) throw new Error(`Workflow ${id} waits for a test webhook instead of running`);
		return executionId;
	}

	/** @returns the newest first, without data */
	async executions(filter: { workflowId?: string; status?: string[] } = {}): Promise<ListedExecution[]> {
		const { results } = await this.call<{ results: ListedExecution[] }>('get', 'executions', undefined, {
			filter: JSON.stringify(filter),
			limit: 100,
		});
		return results;
	}

	async execution(id: string): Promise<Execution> {
		const execution = await this.call<ListedExecution & { data: string }>('get', `executions/${id}`);
		return { ...execution, data: parseFlatted(execution.data) };
	}
}
