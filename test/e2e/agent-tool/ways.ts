import { randomUUID } from 'node:crypto';

import { until } from '../n8n-host/wait';
import { jsonOf } from '../stage/execution';
import { McpClient } from './mcp-client';
import { agentWorkflow, mcpWorkflow } from './workflows';
import type { Credential, Node } from '../stage/nodes';
import type { Stage } from '../stage/stage';
import type { Arguments, Model } from './model';

const LISTEN_LIMIT_MS = 15_000;

export interface Scene {
	stage: Stage;
	model: Model;
	modelCredential: Credential;
}

/**
 * Calls the tool in rounds, the calls of one round at once, and resolves to what they brought, as a
 * model reads it.
 */
type Ask = (scene: Scene, tool: Node, rounds: Arguments[][]) => Promise<string[]>;

/**
 * Throws unless the execution ends, with a text of the model: an agent that waits or fails has told the customer nothing.
 *
 * @param version of the AI Agent node
 */
const askAgent =
	(version: number): Ask =>
	async (scene, tool, rounds) => {
		const { stage, model, modelCredential } = scene;
		model.planCalls(rounds);
		const execution = await stage.run(agentWorkflow(version, modelCredential, tool));
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, 'Agent')).toMatchObject([{ output: expect.any(String) as string }]);
		return model.told();
	};

async function askMcp({ stage }: Scene, tool: Node, rounds: Arguments[][]) {
	const path = randomUUID();
	const { id } = await stage.builder.createWorkflow(mcpWorkflow(path, tool));
	await stage.builder.activate(id);
	const client = new McpClient(`${stage.instance.url}mcp/${path}`);
	await until('the MCP server', LISTEN_LIMIT_MS, async () => await client.connect());
	const [{ name }] = await client.tools();
	const told: string[] = [];
	for (const calls of rounds) {
		const results = await Promise.all(calls.map((args) => client.callTool(name, args)));
		told.push(...results.map(({ content }) => content.map(({ text }) => text).join('\n')));
	}
	await stage.builder.deactivate(id);
	return told;
}

export const WAYS: Record<string, Ask> = {
	'AI Agent 1.9': askAgent(1.9),
	'AI Agent 2.2': askAgent(2.2),
	'AI Agent 3': askAgent(3),
	'AI Agent 3.1': askAgent(3.1),
	'the MCP Server Trigger': askMcp,
};
