'use strict';

const {
	createRunExecutionData,
	ExecutionLifecycleHooks,

	Workflow,
	WorkflowExecute,
} = require('./n8n');
const { KoreAgentAssist, KoreAgentAssistApi, KoreAgentAssistTrigger } = require('../../..');

const CREDENTIAL = 'koreAgentAssistApi';
const credentialType = new KoreAgentAssistApi();

/** A node that hands on its input: the start, and what follows each output. */
const passThrough = {
	description: {
		displayName: 'Pass Through',
		name: 'passThrough',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Pass Through' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	/** @this {import('n8n-workflow').IExecuteFunctions} */
	async execute() {
		return [this.getInputData()];
	},
};

/** @type {Record<string, any>} */
const types = {
	koreAgentAssist: new KoreAgentAssist(),
	koreAgentAssistTool: new KoreAgentAssist(),
	koreAgentAssistTrigger: new KoreAgentAssistTrigger(),
	passThrough,
};

const nodeTypes = {
	/** @param {string} name */
	getByName: (name) => types[name],
	/** @param {string} name */
	getByNameAndVersion: (name) => types[name],
	getKnownTypes: () => ({}),
};

/**
 * What n8n's credentials helper does, with the real credential class.
 * @param {Record<string, unknown>} credential
 */
function credentialsHelper(credential) {
	const defaults = Object.fromEntries(
		credentialType.properties.map((property) => [property.name, property.default]),
	);
	return {
		getParentTypes: () => [],
		getDecrypted: async () => ({ ...defaults, ...credential }),
		authenticate: async (
			/** @type {any} */ data,
			/** @type {string} */ _type,
			/** @type {any} */ options,
		) => await /** @type {any} */ (credentialType.authenticate)(data, options),
		preAuthentication: async () => undefined,
		getCredentialsProperties: () => credentialType.properties,
		isCredentialUsableByNode: () => true,
	};
}

/** @param {Record<string, unknown>} credential @param {string} [origin] at which this n8n can be reached */
function additionalData(credential, origin = 'http://127.0.0.1') {
	return /** @type {any} */ ({
		executionId: '4711',
		credentialsHelper: credentialsHelper(credential),
		hooks: new ExecutionLifecycleHooks(
			'trigger',
			'4711',
			/** @type {any} */ ({ id: 'wf', nodes: [] }),
		),
		restApiUrl: `${origin}/rest`,
		instanceBaseUrl: `${origin}/`,
		webhookBaseUrl: `${origin}/webhook`,
		webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
		formWaitingBaseUrl: `${origin}/form-waiting`,
		variables: {},
		currentNodeExecutionIndex: 0,
	});
}

/** @param {string} type @param {Record<string, unknown>} parameters @param {object} [settings] */
function koreNode(type, parameters, settings) {
	return {
		id: '0b1c2d3e',
		name: 'Kore',
		type,
		typeVersion: 1,
		position: /** @type {[number, number]} */ ([0, 0]),
		credentials: { [CREDENTIAL]: { id: 'credential', name: 'Kore (simulator)' } },
		parameters,
		...settings,
	};
}

/** @param {any[]} nodes @param {object} [connections] */
const createWorkflow = (nodes, connections = {}) =>
	new Workflow({
		id: 'wf',
		name: 'Engine test',
		nodes,
		connections: /** @type {any} */ (connections),
		active: false,
		nodeTypes: /** @type {any} */ (nodeTypes),
		settings: { executionOrder: 'v1' },
	});

/**
 * Runs Start -> Kore -> Success / Failure through n8n's engine.
 * @param {{
 *   parameters: Record<string, unknown>,
 *   credential: Record<string, unknown>,
 *   items?: any[],
 *   settings?: { onError?: string, executeOnce?: boolean, retryOnFail?: boolean, maxTries?: number, waitBetweenTries?: number },
 *   origin?: string,
 *   retryOf?: { runData: any, contextData?: any },
 *   onStart?: (execution: { cancel(): void }) => void,
 * }} run
 * @returns {Promise<{ items: any[], success: any[], failure: any[], error: any, runs: any[], waitTill?: Date, contextData: any, data: any }>}
 */
async function runAssign({
	parameters,
	credential,
	items = [{}],
	settings,
	origin,
	retryOf,
	onStart,
}) {
	const node = koreNode('koreAgentAssist', { ...parameters }, settings);
	const neighbour = (/** @type {string} */ name) => ({
		...koreNode('passThrough', {}),
		id: name,
		name,
		credentials: undefined,
	});
	const to = (/** @type {string} */ name) => [{ node: name, type: 'main', index: 0 }];
	const workflow = createWorkflow(
		[neighbour('Start'), node, neighbour('Success'), neighbour('Failure')],
		{ Start: { main: [to('Kore')] }, Kore: { main: [to('Success'), to('Failure')] } },
	);
	const data = createRunExecutionData(
		/** @type {any} */ ({
			resultData: { runData: retryOf?.runData ?? {} },
			executionData: {
				contextData: retryOf?.contextData ?? {},
				nodeExecutionStack: [
					{
						node: workflow.getNode('Start'),
						data: { main: [items.map((json, item) => ({ json, pairedItem: { item } }))] },
						source: null,
					},
				],
			},
		}),
	);
	const execution = new WorkflowExecute(
		additionalData(credential, origin),
		retryOf ? 'retry' : 'trigger',
		data,
	);
	const finished = execution.processRunExecutionData(workflow);
	onStart?.(/** @type {any} */ (finished));
	const result = await finished;
	const { runData, error } = result.data.resultData;
	const output = (/** @type {string} */ name) =>
		runData[name]?.at(-1)?.data?.main?.[0]?.map((item) => item.json) ?? [];
	return {
		items: runData.Kore?.at(-1)?.data?.main?.[0] ?? [],
		success: output('Success'),
		failure: output('Failure'),
		error: error ?? runData.Kore?.at(-1)?.error,
		runs: runData.Kore ?? [],
		waitTill: result.waitTill ?? undefined,
		contextData: result.data.executionData?.contextData,
		data: result.data,
	};
}

/**
 * Runs the execution that a callback has started: n8n hands the trigger what its `webhook()` has returned.
 * @param {{ event: any, node: any, credential: Record<string, unknown>, origin: string }} run
 * @returns {Promise<any[]>} what leaves the trigger
 */
async function runTrigger({ event, node, credential, origin }) {
	const workflow = createWorkflow([node]);
	const stack = [{ node, data: { main: [[{ json: event }]] }, source: null }];
	const data = createRunExecutionData(
		/** @type {any} */ ({ executionData: { nodeExecutionStack: stack } }),
	);
	const execution = new WorkflowExecute(additionalData(credential, origin), 'webhook', data);
	const { data: done } = await execution.processRunExecutionData(workflow);
	return (done.resultData.runData[node.name]?.at(-1)?.data?.main?.[0] ?? []).map(
		({ json }) => json,
	);
}

module.exports = { additionalData, createWorkflow, koreNode, runAssign, runTrigger, types };
