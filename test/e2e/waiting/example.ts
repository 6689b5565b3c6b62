import { readFileSync } from 'node:fs';
import path from 'node:path';

import { isSettled, until } from '../n8n-host/wait';
import { CREDENTIALS } from './workflows';
import type { N8nRest } from '../n8n-host/rest';
import type { Node } from '../stage/nodes';

const FILE = path.join(__dirname, '../../../examples/assign-and-wait/assign-and-wait.json');
const example = JSON.parse(readFileSync(FILE, 'utf8')) as { nodes: Node[] };
const FIRST = 'Assign to Their Agent';

/**
 * The example as a builder imports it, with the credential chosen.
 *
 * @param changes of the parameters of its first Kore node
 * @returns id of the workflow
 */
export async function importExample(rest: N8nRest, changes?: object): Promise<string> {
	const credentials = { koreAgentAssistApi: { id: 'kore-trigger', name: CREDENTIALS.trigger } };
	const nodes = example.nodes.map((node) => ({
		...node,
		...('credentials' in node && { credentials }),
		...(node.name === FIRST && { parameters: { ...node.parameters, ...changes } }),
	}));
	const { id } = await rest.createWorkflow({ ...example, nodes, active: false });
	return id;
}

/** @param id of its execution */
export async function endOfExample(rest: N8nRest, id: string, limitMs: number = 30_000) {
	return await until('the end of the example', limitMs, async () => {
		const execution = await rest.execution(id);
		return execution.status !== 'waiting' && isSettled(execution) && execution;
	});
}
