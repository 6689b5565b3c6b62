import { credentialFor, NO_CALLBACK, toQueue } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { itemsOf, jsonOf, resultsOf, runOf } from '../stage/execution';
import { assign, note, rows, start } from '../stage/nodes';
import { queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

export function itemScenarios(stage: () => Stage) {
	describe('a run', () => {
		async function runWith(count: number) {
			const { simulator } = stage();
			const credential = await stage().saveCredential(credentialFor(simulator));
			const table = Array.from({ length: count }, (_, i) => ({
				botSession: session(i),
				ticket: `T-${i}`,
			}));
			// The first ones are answered last, so that the order of the answers is not the order of the items.
			const slow = table.slice(0, 5).map(({ botSession }, index) => ({
				botSessionId: botSession,
				answer: { delayMs: 500 - index * 100 },
			}));
			simulator.setBehavior({ ...NO_CALLBACK, rules: slow });
			const node = assign(
				credential,
				toQueue(queue(1), { botSessionId: '={{ $json.botSession }}' }),
			);
			const execution = await stage().run(
				workflow(`${count} items`, [
					start(),
					...rows(table),
					node,
					note("$('Rows').item.json.ticket"),
				]),
			);
			expect(execution.status).toBe('success');
			return { execution, table };
		}

		it.each([1, 50])('assigns each of %i item(s) once and keeps their order', async (count) => {
			const { execution, table } = await runWith(count);
			const sessions = table.map(({ botSession }) => botSession);
			const results = resultsOf(execution, 'Assign');
			expect(results.map(({ botSessionId }) => botSessionId)).toEqual(sessions);
			expect(results.map(({ outcome }) => outcome)).toEqual(sessions.map(() => 'accepted'));
			expect(new Set(results.map(({ requestId }) => requestId)).size).toBe(count);
			expect(itemsOf(execution, 'Assign').map(({ pairedItem }) => pairedItem)).toEqual(
				sessions.map((_, item) => ({ item })),
			);
			// What a later node sees of the item that a result belongs to.
			expect(jsonOf(execution, 'Note')).toEqual(table.map(({ ticket }) => ({ note: ticket })));

			const requests = stage().simulator.requests();
			expect(requests.map(({ status }) => status)).toEqual(sessions.map(() => 200));
			const assigned = requests.map((request) => assignBody(request).botSessionId);
			expect(assigned.sort()).toEqual(sessions);
		});

		it('asks Kore nothing if there is no item, and does not fail', async () => {
			const { execution } = await runWith(0);
			expect(runOf(execution, 'Rows')).toBeDefined();
			expect(itemsOf(execution, 'Assign')).toEqual([]);
			expect(stage().simulator.requests()).toEqual([]);
		});
	});
}
