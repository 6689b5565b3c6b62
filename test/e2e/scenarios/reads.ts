import { by, credentialFor } from '../../engine/harness/setup';
import { koreId } from '../../kore-simulator/world/ids';
import { itemsOf, jsonOf } from '../stage/execution';
import { assign, note, rows, start, type Credential, type Node } from '../stage/nodes';
import { agent, queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const TABLE = [1, 2].map((number) => ({
	number,
	agent: agent(number),
	queue: queue(number),
	session: session(number),
}));

const OF_AGENT = { resource: 'agent', agentId: by('id', '={{ $json.agent }}') };
const OF_QUEUE = { resource: 'queue', queueId: by('id', '={{ $json.queue }}') };
const MANY = { operation: 'getAll', limit: '={{ $json.number }}' };

type Read = [name: string, parameters: object, row: (number: number) => object];

/** With the parameters that differ from their defaults, as n8n saves no others. */
const READS: Read[] = [
	[
		'Agent: Get Availability',
		{ resource: 'agent', operation: 'getAvailability', agentIds: '={{ $json.agent }}' },
		(n) => ({ id: agent(n), state: ['available', 'busy'][n - 1] }),
	],
	['Agent: Get', OF_AGENT, (n) => ({ id: agent(n) })],
	['Agent: Get Many', { resource: 'agent', ...MANY }, (n) => ({ id: agent(n) })],
	['Queue: Get', OF_QUEUE, (n) => ({ id: queue(n) })],
	['Queue: Get Many', { resource: 'queue', ...MANY }, (n) => ({ id: queue(n) })],
	[
		'Queue: Get Statistics',
		{ ...OF_QUEUE, operation: 'getStatistics' },
		(n) => ({ queueId: queue(n), waiting: expect.any(Number) as number }),
	],
	[
		"Queue: Get Hours, at a time in the workflow's zone",
		{ ...OF_QUEUE, operation: 'getHours', at: '2026-11-24T09:00:00' },
		(n) => ({ queueId: queue(n), isOpen: true, at: '2026-11-24T08:00:00.000Z' }),
	],
	[
		'Conversation: Get',
		{ operation: 'get', sessionId: '={{ $json.session }}' },
		(n) => ({ id: koreId('c', n), status: ['OPEN', 'ACTIVE'][n - 1] }),
	],
	[
		'Conversation: Get Many',
		{ ...MANY, filters: { status: 'ACTIVE' } },
		// From the second one on every third is active.
		(n) => ({ id: koreId('c', 3 * n - 1), status: 'ACTIVE' }),
	],
];

/** What the started n8n makes of each operation that reads; in full: test/engine/operations. */
export function readScenarios(stage: () => Stage) {
	describe('an operation that reads', () => {
		async function run(credential: Credential, parameters: object, settings?: Partial<Node>) {
			const read = assign(credential, { ...parameters }, { name: 'Read', ...settings });
			const number = note("$('Rows').item.json.number");
			const nodes = [start(), ...rows(TABLE), read, number];
			const zone = { executionOrder: 'v1', timezone: 'Europe/Berlin' };
			return await stage().run({ ...workflow('Reads', nodes), settings: zone });
		}

		it.each(READS)('%s', async (_name, parameters, row) => {
			const credential = await stage().saveCredential(credentialFor(stage().simulator));
			const execution = await run(credential, parameters);
			// Of a list the second item gets two rows.
			const isMany = 'limit' in parameters;
			expect(jsonOf(execution, 'Read')).toMatchObject((isMany ? [1, 1, 2] : [1, 2]).map(row));
			const inputs = (isMany ? [1, 2, 2] : [1, 2]).map((number) => ({ note: number }));
			expect(jsonOf(execution, 'Note')).toEqual(inputs);
		});

		it('names the missing scope at the error output', async () => {
			const data = credentialFor(stage().simulator, 'configurationOnly');
			const parameters = { ...OF_QUEUE, operation: 'getStatistics' };
			const onError = { onError: 'continueErrorOutput' } as const;
			const execution = await run(await stage().saveCredential(data), parameters, onError);
			expect(execution.status).toBe('success');
			expect(jsonOf(execution, 'Read')).toEqual([]);
			const error = expect.stringContaining("API scope 'SmartAssist Analytics'") as string;
			expect(jsonOf(execution, 'Read', 1)).toMatchObject(TABLE.map((row) => ({ ...row, error })));
			const pairs = itemsOf(execution, 'Read', 1).map(({ pairedItem }) => pairedItem);
			expect(pairs).toEqual([{ item: 0 }, { item: 1 }]);
		});
	});
}
