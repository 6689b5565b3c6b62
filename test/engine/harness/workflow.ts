import { createRunExecutionData, ExecutionLifecycleHooks, Workflow, WorkflowExecute } from './n8n';
import { KoreAgentAssistApi } from '../../../dist/credentials/KoreAgentAssistApi.credentials';
import { KoreAgentAssist } from '../../../dist/nodes/KoreAgentAssist/KoreAgentAssist.node';
import { KoreAgentAssistTrigger } from '../../../dist/nodes/KoreAgentAssistTrigger/KoreAgentAssistTrigger.node';
import type { IExecuteFunctions, INode, INodeParameters, OnError } from 'n8n-workflow';

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
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

export const types: Record<string, any> = {
	koreAgentAssist: new KoreAgentAssist(),
	koreAgentAssistTool: new KoreAgentAssist(),
	koreAgentAssistTrigger: new KoreAgentAssistTrigger(),
	passThrough,
};

const nodeTypes = {
	getByName: (name: string) => types[name],
	getByNameAndVersion: (name: string) => types[name],
	getKnownTypes: () => ({}),
};

/** What n8n's credentials helper does, with the real credential class. */
function credentialsHelper(credential: Record<string, unknown>) {
	const defaults = Object.fromEntries(
		credentialType.properties.map((property) => [property.name, property.default]),
	);
	return {
		getParentTypes: () => [],
		getDecrypted: async () => ({ ...defaults, ...credential }),
		authenticate: async (data: any, _type: string, options: any) =>
			await (credentialType.authenticate as any)(data, options),
		preAuthentication: async () => undefined,
		getCredentialsProperties: () => credentialType.properties,
		isCredentialUsableByNode: () => true,
	};
}

/** @param origin at which this n8n can be reached */
export function additionalData(
	credential: Record<string, unknown>,
	origin: string = 'http://127.0.0.1',
) {
	return {
		executionId: '4711',
		credentialsHelper: credentialsHelper(credential),
		hooks: new ExecutionLifecycleHooks('trigger', '4711', { id: 'wf', nodes: [] } as any),
		restApiUrl: `${origin}/rest`,
		instanceBaseUrl: `${origin}/`,
		webhookBaseUrl: `${origin}/webhook`,
		webhookWaitingBaseUrl: `${origin}/webhook-waiting`,
		formWaitingBaseUrl: `${origin}/form-waiting`,
		variables: {},
		currentNodeExecutionIndex: 0,
	} as any;
}

export function koreNode(
	type: string,
	parameters: Record<string, unknown>,
	settings?: Partial<INode>,
): INode {
	return {
		id: '0b1c2d3e',
		name: 'Kore',
		type,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		credentials: { [CREDENTIAL]: { id: 'credential', name: 'Kore (simulator)' } },
		parameters: parameters as INodeParameters,
		...settings,
	};
}

export const createWorkflow = (nodes: any[], connections: object = {}) =>
	new Workflow({
		id: 'wf',
		name: 'Engine test',
		nodes,
		connections: connections as any,
		active: false,
		nodeTypes: nodeTypes as any,
		settings: { executionOrder: 'v1' },
	});

/** Runs Start -> Kore -> Success / Failure through n8n's engine. */
export async function runAssign({
	parameters,
	credential,
	items = [{}],
	settings,
	origin,
	retryOf,
	onStart,
}: {
	parameters: Record<string, unknown>;
	credential: Record<string, unknown>;
	items?: any[];
	settings?: {
		onError?: OnError;
		executeOnce?: boolean;
		retryOnFail?: boolean;
		maxTries?: number;
		waitBetweenTries?: number;
	};
	origin?: string;
	retryOf?: { runData: any; contextData?: any };
	onStart?: (execution: { cancel(): void }) => void;
}): Promise<{
	items: any[];
	success: any[];
	failure: any[];
	error: any;
	runs: any[];
	waitTill?: Date;
	contextData: any;
	data: any;
}> {
	const node = koreNode('koreAgentAssist', { ...parameters }, settings);
	const neighbour = (name: string) => ({
		...koreNode('passThrough', {}),
		id: name,
		name,
		credentials: undefined,
	});
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	const workflow = createWorkflow(
		[neighbour('Start'), node, neighbour('Success'), neighbour('Failure')],
		{ Start: { main: [to('Kore')] }, Kore: { main: [to('Success'), to('Failure')] } },
	);
	const data = createRunExecutionData({
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
	} as any);
	const execution = new WorkflowExecute(
		additionalData(credential, origin),
		retryOf ? 'retry' : 'trigger',
		data,
	);
	const finished = execution.processRunExecutionData(workflow);
	onStart?.(finished as any);
	const result = await finished;
	const { runData, error } = result.data.resultData;
	const output = (name: string) =>
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
 *
 * @returns what leaves the trigger
 */
export async function runTrigger({
	event,
	node,
	credential,
	origin,
}: {
	event: any;
	node: any;
	credential: Record<string, unknown>;
	origin: string;
}): Promise<any[]> {
	const workflow = createWorkflow([node]);
	const stack = [{ node, data: { main: [[{ json: event }]] }, source: null }];
	const data = createRunExecutionData({ executionData: { nodeExecutionStack: stack } } as any);
	const execution = new WorkflowExecute(additionalData(credential, origin), 'webhook', data);
	const { data: done } = await execution.processRunExecutionData(workflow);
	return (done.resultData.runData[node.name]?.at(-1)?.data?.main?.[0] ?? []).map(
		({ json }) => json,
	);
}
