import { by, toAgent, toQueue } from '../../engine/harness/setup';
import { assign, node, start, type Credential, type Node } from '../stage/nodes';
import { workflow } from '../stage/workflow';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const TOOL_TYPE = 'n8n-nodes-kore-agentassist.koreAgentAssistTool';

/** An expression for what the model gives; with a default it may leave it out. */
export const fromModel = (key: string, type = 'string', ...fallback: string[]) =>
	`={{ $fromAI(${[key, '', type, ...fallback].map((argument) => `'${argument}'`).join(', ')}) }}`;

/** The action node as n8n offers it to an agent; the model chooses queue and session. */
export const tool = (
	credential: Credential,
	parameters: Record<string, unknown>,
	settings: Partial<Node>,
): Node =>
	assign(
		credential,
		toQueue(fromModel('queue'), { botSessionId: fromModel('session'), ...parameters }),
		{ name: 'Transfer', type: TOOL_TYPE, ...settings },
	);

/** The same to an agent, the field of which is given in that mode. */
export const toolToAgent = (credential: Credential, mode: string, settings: Partial<Node>): Node =>
	tool(
		credential,
		{
			...toAgent('', { botSessionId: fromModel('session', 'string', '') }),
			agentId: by(mode, fromModel('agent', 'string', '')),
		},
		settings,
	);

/** Who is free, as n8n offers it to an agent; all that the model may leave out has a default. */
export const lookUpTool = (credential: Credential, settings: Partial<Node>): Node =>
	assign(
		credential,
		{
			resource: 'agent',
			operation: 'getAvailability',
			queueIds: fromModel('queueIds', 'string', ''),
			channel: fromModel('channel', 'string', 'all'),
			onlyAvailable: fromModel('onlyAvailable', 'boolean', 'true'),
			sortByFreeCapacity: true,
		},
		{ name: 'Look Up', type: TOOL_TYPE, ...settings },
	);

const chatModel = (credential: Credential): Node => ({
	// From 1.3 on it speaks OpenAI's newer API, which the agent's version 2 refuses.
	...node('Model', `${LANGCHAIN}.lmChatOpenAi`, 1.2, {
		model: { __rl: true, mode: 'id', value: 'stub' },
		options: {},
	}),
	credentials: { openAiApi: credential },
});

const subNode = (from: string, type: 'ai_tool' | 'ai_languageModel', to: string) => ({
	[from]: { [type]: [[{ node: to, type, index: 0 }]] },
});

const subTools = (tools: Node[], to: string) =>
	Object.assign({}, ...tools.map(({ name }) => subNode(name, 'ai_tool', to))) as ReturnType<
		typeof subNode
	>;

/** @param version of the AI Agent node */
export function agentWorkflow(version: number, model: Credential, tools: Node[]) {
	const parameters = { promptType: 'define', text: 'I want to talk to a person.', options: {} };
	const agent = node('Agent', `${LANGCHAIN}.agent`, version, parameters);
	const main = workflow(`Agent ${version}`, [start(), agent]);
	return {
		...main,
		nodes: [...main.nodes, chatModel(model), ...tools],
		connections: {
			...main.connections,
			...subNode('Model', 'ai_languageModel', agent.name),
			...subTools(tools, agent.name),
		},
	};
}

export function mcpWorkflow(path: string, tools: Node[]) {
	const server = node('Server', `${LANGCHAIN}.mcpTrigger`, 2, { path });
	const main = workflow('MCP', [server]);
	return {
		...main,
		nodes: [{ ...server, webhookId: path }, ...tools],
		connections: subTools(tools, server.name),
	};
}
