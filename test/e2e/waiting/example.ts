import { readFileSync } from 'node:fs';
import path from 'node:path';

import { until } from '../n8n-host/wait';
import { isSaved } from '../stage/execution';
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
		const before = await rest.execution(id);
		// n8n 1.x saves the status first: what was read with it may be older than it.
		const execution = await rest.execution(id);
		const isOver = [before, execution].every(({ status }) => status !== 'waiting');
		return isOver && isSaved(execution) && !execution.data.waitTill && execution;
	});
}
