const axios = require('axios');
const { randomBytes } = require('node:crypto');

const { parseFlatted } = require('./flatted');

/**
 * @typedef {object} Execution
 * @property {string} id
 * @property {string} status success, error, waiting, running, canceled, crashed, new
 * @property {string} workflowId
 * @property {string} startedAt ISO 8601
 * @property {any} [data] the parsed run data, of a single execution only
 */

/** The part of n8n's internal REST API that a builder's clicks in the editor use. */
class N8nRest {
	/** @param {string} url of n8n, with the slash at its end */
	constructor(url) {
		this.http = axios.create({ baseURL: `${url}rest/`, timeout: 30_000, proxy: false });
		this.url = url;
	}

	/**
	 * @param {'get' | 'post' | 'patch' | 'delete'} method
	 * @param {string} path
	 * @param {unknown} [body]
	 * @param {Record<string, unknown>} [params]
	 * @returns {Promise<any>}
	 */
	async call(method, path, body, params) {
		try {
			const response = await this.http.request({ method, url: path, data: body, params });
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

	/**
	 * Makes the instance's owner and logs in.
	 * @returns {Promise<{ email: string, password: string }>}
	 */
	async setUpOwner() {
		// n8n asks for a capital letter and a digit.
		const owner = { email: 'owner@example.com', password: `Aa1${randomBytes(9).toString('hex')}` };
		await this.call('post', 'owner/setup', { ...owner, firstName: 'Demo', lastName: 'Owner' });
		return owner;
	}

	/** @param {{ email: string, password: string }} owner */
	async logIn({ email, password }) {
		await this.call('post', 'login', { emailOrLdapLoginId: email, password });
	}

	/**
	 * @param {{ name: string, type: string, data: object }} credential
	 * @returns {Promise<{ id: string, name: string, type: string }>}
	 */
	async createCredential(credential) {
		return await this.call('post', 'credentials', credential);
	}

	/**
	 * The editor's credential test of a saved credential. n8n tests the data it is given, in which blanked secrets
	 * stand for the saved ones.
	 * @param {string} id
	 * @param {object} [changes] fields that the user has changed and not saved yet
	 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
	 */
	async testCredential(id, changes = {}) {
		const params = { includeData: true };
		const { name, type, data } = await this.call('get', `credentials/${id}`, undefined, params);
		const credentials = { id, name, type, data: { ...data, ...changes } };
		return await this.call('post', 'credentials/test', { credentials });
	}

	/** @param {object} workflow */
	async createWorkflow(workflow) {
		return await this.call('post', 'workflows', { settings: {}, ...workflow });
	}

	/** @param {string} id */
	async workflow(id) {
		return await this.call('get', `workflows/${id}`);
	}

	/** @param {string} id */
	async activate(id) {
		const { versionId } = await this.workflow(id);
		return await this.call('post', `workflows/${id}/activate`, { versionId });
	}

	/** @param {string} id */
	async deactivate(id) {
		return await this.call('post', `workflows/${id}/deactivate`, {});
	}

	/**
	 * "Execute workflow" in the editor.
	 * @param {string} id
	 * @param {string} trigger name of the node to start from
	 * @returns {Promise<string>} id of the execution
	 */
	async run(id, trigger) {
		const body = { triggerToStartFrom: { name: trigger } };
		const { executionId } = await this.call('post', `workflows/${id}/run`, body);
		if (!executionId) throw new Error(`Workflow ${id} waits for a test webhook instead of running`);
		return executionId;
	}

	/**
	 * @param {{ workflowId?: string, status?: string[] }} [filter]
	 * @returns {Promise<Execution[]>} the newest first, without data
	 */
	async executions(filter = {}) {
		const { results } = await this.call('get', 'executions', undefined, {
			filter: JSON.stringify(filter),
			limit: 100,
		});
		return results;
	}

	/**
	 * @param {string} id
	 * @returns {Promise<Execution>}
	 */
	async execution(id) {
		const execution = await this.call('get', `executions/${id}`);
		return { ...execution, data: parseFlatted(execution.data) };
	}
}

module.exports = { N8nRest };
