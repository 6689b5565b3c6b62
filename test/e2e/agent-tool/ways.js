'use strict';

const { randomUUID } = require('node:crypto');

const { until } = require('../n8n-host/wait');
const { jsonOf } = require('../stage/execution');
const { McpClient } = require('./mcp-client');
const { agentWorkflow, mcpWorkflow } = require('./workflows');

const LISTEN_LIMIT_MS = 15_000;

/**
 * @typedef {import('./model').Arguments} Arguments
 * @typedef {import('../stage/nodes').Node} Node
 *
 * @typedef {object} Scene
 * @property {import('../stage/stage').Stage} stage
 * @property {import('./model').Model} model
 * @property {import('../stage/nodes').Credential} modelCredential
 *
 * @callback Ask calls the tool in rounds, the calls of one round at once
 * @param {Scene} scene
 * @param {Node} tool
 * @param {Arguments[][]} rounds
 * @returns {Promise<string[]>} what the calls brought, as a model reads it
 */

/**
 * Throws unless the execution ends, with a text of the model: an agent that waits or fails has told the customer nothing.
 * @param {number} version of the AI Agent node
 * @returns {Ask}
 */
const askAgent = (version) => async (scene, tool, rounds) => {
	const { stage, model, modelCredential } = scene;
	model.planCalls(rounds);
	const execution = await stage.run(agentWorkflow(version, modelCredential, tool));
	expect(execution.status).toBe('success');
	expect(jsonOf(execution, 'Agent')).toMatchObject([{ output: expect.any(String) }]);
	return model.told();
};

/** @type {Ask} */
async function askMcp({ stage }, tool, rounds) {
	const path = randomUUID();
	const { id } = await stage.builder.createWorkflow(mcpWorkflow(path, tool));
	await stage.builder.activate(id);
	const client = new McpClient(`${stage.instance.url}mcp/${path}`);
	await until('the MCP server', LISTEN_LIMIT_MS, async () => await client.connect());
	const [{ name }] = await client.tools();
	/** @type {string[]} */
	const told = [];
	for (const calls of rounds) {
		const results = await Promise.all(calls.map((args) => client.callTool(name, args)));
		told.push(...results.map(({ content }) => content.map(({ text }) => text).join('\n')));
	}
	await stage.builder.deactivate(id);
	return told;
}

/** @type {Record<string, Ask>} */
const WAYS = {
	'AI Agent 1.9': askAgent(1.9),
	'AI Agent 2.2': askAgent(2.2),
	'AI Agent 3': askAgent(3),
	'AI Agent 3.1': askAgent(3.1),
	'the MCP Server Trigger': askMcp,
};

module.exports = { WAYS };
