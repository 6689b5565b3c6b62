import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../../dist/nodes/KoreAgentAssist/resources';
import { startCallbackHost } from '../harness/callbackHost';
import { AGENT, QUEUE, SESSION } from '../harness/ids';
import { loadOutputSchema } from '../harness/n8n';
import { types } from '../harness/nodes';
import { runRead, toRead } from '../harness/read';
import { runAssign } from '../harness/run';
import { byId, toQueue } from '../harness/setup';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** As n8n finds it for the editor: beside the built node, for exactly this version. */
function schemaOf(node: string, version: number, resource?: string, operation?: string) {
	const nodeDir = join(__dirname, '../../../dist/nodes', node);
	return loadOutputSchema({ nodeDir, version, resource, operation }) as Schema | undefined;
}

const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);

/** Where a value is not as the schema says; null fits all, and what Kore makes of an object without known fields is open. */
function differences(value: unknown, schema: Schema | undefined, path = 'output'): string[] {
	if (!schema) return [`${path}: no schema`];
	if (value === null) return [];
	if (typeOf(value) !== schema.type) return [`${path}: ${typeOf(value)}, not ${schema.type}`];
	if (Array.isArray(value))
		return value.flatMap((entry, index) => differences(entry, schema.items, `${path}[${index}]`));
	const properties = schema.properties ?? {};
	if (typeof value !== 'object' || Object.keys(properties).length === 0) return [];
	const fields = value as Record<string, unknown>;
	const missing = Object.keys(properties).filter((key) => !(key in fields));
	return [
		...missing.map((key) => `${path}.${key}: missing`),
		...Object.keys(fields).flatMap((key) =>
			differences(fields[key], properties[key], `${path}.${key}`),
		),
	];
}

/** What the operations ask for that cannot be empty. */
const PARAMETERS: Record<string, IDataObject> = {
	'agent get': { agentId: byId(AGENT) },
	'queue get': { queueId: byId(QUEUE) },
	'queue getStatistics': { queueId: byId(QUEUE) },
	'queue getHours': { queueId: byId(QUEUE) },
	'conversation get': { sessionId: SESSION },
};

const operations = resources.flatMap(({ option: { value: resource }, operations: all }) =>
	all.map(({ option: { value: operation } }) => ({ resource, operation })),
);

it.each(operations)('$resource: $operation is as its schema says', async (chosen) => {
	const { resource, operation } = chosen;
	const parameters =
		operation === 'assign'
			? toQueue(QUEUE)
			: toRead(resource, operation, PARAMETERS[`${resource} ${operation}`]);
	const { rows } = await runRead({ credential, parameters });
	expect(rows).not.toEqual([]);
	const schema = schemaOf('KoreAgentAssist', 1, resource, operation);
	expect(rows.flatMap((row) => differences(row, schema))).toEqual([]);
});

it('the trigger is as the schema of each of its versions says', async () => {
	const host = await startCallbackHost({ credential });
	try {
		await runAssign({ credential, parameters: toQueue(QUEUE, { callbackUrl: host.url }) });
		await simulator.waitForCallbacks(1, 3000);
		expect(host.events).toHaveLength(1);
		for (const version of [types.koreAgentAssistTrigger.description.version].flat()) {
			expect(differences(host.events[0], schemaOf('KoreAgentAssistTrigger', version))).toEqual([]);
		}
	} finally {
		await host.stop();
	}
});
