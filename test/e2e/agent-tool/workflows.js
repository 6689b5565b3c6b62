'use strict';

const { toQueue } = require('../../engine/harness/setup');
const { assign, node, start } = require('../stage/nodes');
const { workflow } = require('../stage/workflow');

/**
 * @typedef {import('../stage/nodes').Node} Node
 * @typedef {import('../stage/nodes').Credential} Credential
 */

const LANGCHAIN = '@n8n/n8n-nodes-langchain';
const TOOL = 'Transfer';

/** @param {string} key */
const fromModel = (key) => `={{ $fromAI('${key}', '', 'string') }}`;

/**
 * The action node as n8n offers it to an agent; the model chooses queue and session.
 * @param {Credential} credential
 * @param {Record<string, unknown>} parameters
 * @param {Partial<Node>} settings
 * @returns {Node}
 */
const tool = (credential, parameters, settings) =>
	assign(
		credential,
		toQueue(fromModel('queue'), { botSessionId: fromModel('session'), ...parameters }),
		{ name: TOOL, type: 'n8n-nodes-kore-agentassist.koreAgentAssistTool', ...settings },
	);

/** @param {Credential} credential @returns {Node} */
const chatModel = (credential) => ({
	// From 1.3 on it speaks OpenAI's newer API, which the agent's version 2 refuses.
	...node('Model', `${LANGCHAIN}.lmChatOpenAi`, 1.2, {
		model: { __rl: true, mode: 'id', value: 'stub' },
		options: {},
	}),
	credentials: { openAiApi: credential },
});

/** @param {string} from @param {'ai_tool' | 'ai_languageModel'} type @param {string} to */
const subNode = (from, type, to) => ({ [from]: { [type]: [[{ node: to, type, index: 0 }]] } });

/**
 * @param {number} version of the AI Agent node
 * @param {Credential} model
 * @param {Node} toolNode
 */
function agentWorkflow(version, model, toolNode) {
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

/** @param {string} path @param {Node} toolNode */
function mcpWorkflow(path, toolNode) {
	const server = node('Server', `${LANGCHAIN}.mcpTrigger`, 2, { path });
	const main = workflow('MCP', [server]);
	return {
		...main,
		nodes: [{ ...server, webhookId: path }, toolNode],
		connections: subNode(TOOL, 'ai_tool', server.name),
	};
}

module.exports = { agentWorkflow, mcpWorkflow, TOOL, tool };
