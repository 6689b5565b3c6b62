import type {
	IConnections,
	IExecuteFunctions,
	INode,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowSettings,
} from 'n8n-workflow';
import { KoreAgentAssist } from '../../../dist/nodes/KoreAgentAssist/KoreAgentAssist.node';
import { KoreAgentAssistTrigger } from '../../../dist/nodes/KoreAgentAssistTrigger/KoreAgentAssistTrigger.node';
import { Workflow } from './n8n';

/** A node that hands on its input: the start, and what follows each output. */
const passThrough: INodeType = {
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

export const types = {
	koreAgentAssist: new KoreAgentAssist(),
	koreAgentAssistTool: new KoreAgentAssist(),
	koreAgentAssistTrigger: new KoreAgentAssistTrigger(),
	passThrough,
};

type TypeName = keyof typeof types;

/** Undefined for a name that n8n does not know, as in n8n. */
const typeOf = (name: string): INodeType => types[name as TypeName];

export const nodeTypes: INodeTypes = {
	getByName: typeOf,
	getByNameAndVersion: typeOf,
	getKnownTypes: () => ({}),
};

/** @param parameters as n8n saves them */
export function koreNode(
	type: TypeName,
	parameters: INodeParameters,
	settings?: Partial<INode>,
): INode {
	return {
		id: '0b1c2d3e',
		name: 'Kore',
		type,
		typeVersion: 1,
		position: [0, 0],
		credentials: { koreAgentAssistApi: { id: 'credential', name: 'Kore (simulator)' } },
		parameters,
		...settings,
	};
}

export const createWorkflow = (
	nodes: INode[],
	connections: IConnections = {},
	settings: IWorkflowSettings = {},
) =>
	new Workflow({
		id: 'wf',
		name: 'Engine test',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1', ...settings },
	});
