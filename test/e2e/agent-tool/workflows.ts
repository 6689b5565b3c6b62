import { toQueue } from '../../engine/harness/setup';
import { assign, node, start, type Credential, type Node } from '../stage/nodes';
import { workflow } from '../stage/workflow';

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const TOOL = 'Transfer';

const fromModel = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

/** The action node as n8n offers it to an agent; the model chooses queue and session. */
export const tool = (
	credential: Credential,
	parameters: Record<string, unknown>,
	settings: Partial<Node>,
): Node =>
	assign(
		credential,
		toQueue(fromModel('queue'), { botSessionId: fromModel('session'), ...parameters }),
		{ name: TOOL, type: 'n8n-nodes-kore-agentassist.koreAgentAssistTool', ...settings },
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

/** @param version of the AI Agent node */
export function agentWorkflow(version: number, model: Credential, toolNode: Node) {
	const parameters = { promptType: 'define', text: 'I want to talk to a person.', options: {} };
	const agent = node('Agent', `${LANGCHAIN}.agent`, version, parameters);
	const main = workflow(`Agent ${version}`, [start(), agent]);
	return {
		...main,
		nodes: [...main.nodes, chatModel(model), toolNode],
		connections: {
			...main.connections,
			...subNode('Model', 'ai_languageModel', agent.name),
			...subNode(TOOL, 'ai_tool', agent.name),
		},
	};
}

export function mcpWorkflow(path: string, toolNode: Node) {
	const server = node('Server', `${LANGCHAIN}.mcpTrigger`, 2, { path });
	const main = workflow('MCP', [server]);
	return {
		...main,
		nodes: [{ ...server, webhookId: path }, toolNode],
		connections: subNode(TOOL, 'ai_tool', server.name),
	};
}
