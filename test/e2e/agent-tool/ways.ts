import { randomUUID } from 'node:crypto';

import { until } from '../n8n-host/wait';
import { jsonOf } from '../stage/execution';
import { McpClient } from './mcp-client';
import { agentWorkflow, mcpWorkflow } from './workflows';
import type { Credential, Node } from '../stage/nodes';
import type { Stage } from '../stage/stage';
import { callsOf, startModel, type Model, type Round } from './model';

const LISTEN_LIMIT_MS = 15_000;

export interface Scene {
	stage: Stage;
	model: Model;
	modelCredential: Credential;
}

/** To be closed with the model's `stop`. */
export async function openScene(stage: Stage): Promise<Scene> {
	const model = await startModel();
	const data = { apiKey: 'none', url: model.url, header: false };
	const credential = { name: 'Model', type: 'openAiApi', data };
	return { stage, model, modelCredential: await stage.builder.createCredential(credential) };
}

/**
 * Calls tools in rounds, the calls of one round at once, and resolves to what they brought, as a
 * model reads it.
 *
 * @param names of the tool of each round; the first one that n8n offers by default
 * @param says the model's text at the end, if there is a model
 */
type Ask = (
	scene: Scene,
	tools: Node[],
	rounds: Round[],
	names?: string[],
	says?: string,
) => Promise<string[]>;

/**
 * Throws unless the execution ends, with a text of the model: an agent that waits or fails has told the customer nothing.
 *
 * @param version of the AI Agent node
 */
const askAgent =
	(version: number): Ask =>
	async (scene, tools, rounds, names, says) => {
		const { stage, model, modelCredential } = scene;
		model.planCalls(rounds, names, says);
		const execution = await stage.run(agentWorkflow(version, modelCredential, tools));
		const [last] = jsonOf(execution, 'Agent');
		if (execution.status === 'success' && last?.output === model.says()) return model.told();
		const { status, data } = execution;
		throw new Error(`The agent ended as ${status}: ${data.resultData.error?.message}`);
	};

const askMcp: Ask = async ({ stage }, tools, rounds, names = []) => {
	const path = randomUUID();
	const { id } = await stage.builder.createWorkflow(mcpWorkflow(path, tools));
	await stage.builder.activate(id);
	const client = new McpClient(`${stage.instance.url}mcp/${path}`);
	await until('the MCP server', LISTEN_LIMIT_MS, async () => await client.connect());
	const [first] = await client.tools();
	const told: string[] = [];
	for (const [index, round] of rounds.entries()) {
		const name = names[index] ?? first.name;
		const calls = callsOf(round, told);
		const results = await Promise.all(calls.map((args) => client.callTool(name, args)));
		told.push(...results.map(({ content }) => content.map(({ text }) => text).join('\n')));
	}
	await stage.builder.deactivate(id);
	return told;
};

export const WAYS: Record<string, Ask> = {
	'AI Agent 1.9': askAgent(1.9),
	'AI Agent 2.2': askAgent(2.2),
	'AI Agent 3': askAgent(3),
	'AI Agent 3.1': askAgent(3.1),
	'the MCP Server Trigger': askMcp,
};
