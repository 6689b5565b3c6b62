import { credentialFor, NO_CALLBACK, toQueue } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { itemsOf, jsonOf, resultsOf } from '../stage/execution';
import { assign, note, rows, start } from '../stage/nodes';
import { queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const COUNT = 50;

export function itemScenarios(stage: () => Stage) {
	it('a run assigns each of 50 items once and keeps their order', async () => {
		const { simulator } = stage();
		const credential = await stage().saveCredential(credentialFor(simulator));
		const table = Array.from({ length: COUNT }, (_, i) => ({
			botSession: session(i),
			ticket: `T-${i}`,
		}));
		// The first ones are answered last, so that the order of the answers is not the order of the items.
		const slow = table.slice(0, 5).map(({ botSession }, index) => ({
			botSessionId: botSession,
			answer: { delayMs: 500 - index * 100 },
		}));
		simulator.setBehavior({ ...NO_CALLBACK, rules: slow });
		const parameters = toQueue(queue(1), { botSessionId: '={{ $json.botSession }}' });
		const ticket = note("$('Rows').item.json.ticket");
		const nodes = [start(), ...rows(table), assign(credential, parameters), ticket];
		const execution = await stage().run(workflow('Items', nodes));
		expect(execution.status).toBe('success');
		const sessions = table.map(({ botSession }) => botSession);
		const results = resultsOf(execution, 'Assign');
		expect(results.map(({ botSessionId }) => botSessionId)).toEqual(sessions);
		expect(results.map(({ outcome }) => outcome)).toEqual(sessions.map(() => 'accepted'));
		expect(new Set(results.map(({ requestId }) => requestId)).size).toBe(COUNT);
		expect(itemsOf(execution, 'Assign').map(({ pairedItem }) => pairedItem)).toEqual(
			sessions.map((_, item) => ({ item })),
		);
		// What a later node sees of the item that a result belongs to.
		expect(jsonOf(execution, 'Note')).toEqual(table.map(({ ticket }) => ({ note: ticket })));

		const requests = simulator.requests();
		expect(requests.map(({ status }) => status)).toEqual(sessions.map(() => 200));
		const assigned = requests.map((request) => assignBody(request).botSessionId);
		expect(assigned.sort()).toEqual(sessions);
	});
}
