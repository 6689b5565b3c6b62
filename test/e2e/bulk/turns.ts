import { jsonOf, runsOf } from '../stage/execution';
import { node, rows, start, type Node } from '../stage/nodes';
import { workflow } from '../stage/workflow';
import { sessions, useKore } from './kore';
import type { Stage } from '../stage/stage';

const BATCH = 5;
const OPTIONS = { requestsPerMinute: 0, concurrency: 2 };

const to = (name: string) => [{ node: name, type: 'main', index: 0 }];

/** Loop Over Items around the action node. */
function loop(table: object[], assign: Node) {
	const turns = node('Turns', 'n8n-nodes-base.splitInBatches', 3, {
		batchSize: BATCH,
		options: {},
	});
	const line = [start(), ...rows(table), turns];
	const { connections, ...rest } = workflow('Loop', line, [assign]);
	return {
		...rest,
		connections: {
			...connections,
			Turns: { main: [[], to(assign.name)] },
			[assign.name]: { main: [to('Turns')] },
		},
	};
}

export function turnScenarios(stage: () => Stage) {
	const kore = useKore(stage);

	describe('in Loop Over Items', () => {
		beforeEach(() => kore().reset());

		const ids = sessions(2 * BATCH);
		const table = (list: string[]) => list.map((botSession) => ({ botSession }));

		it('a turn with the conversations of the turn before sends them all', async () => {
			const twice = [...ids.slice(0, BATCH), ...ids.slice(0, BATCH)];
			// So that what the first turn sent is still kept in the second.
			kore().answerAll({}, { 0: { status: 412 } });
			const settings = {
				onError: 'continueRegularOutput' as const,
				retryOnFail: true,
				maxTries: 2,
				waitBetweenTries: 0,
			};
			const execution = await stage().run(loop(table(twice), kore().node(OPTIONS, settings)));
			expect(execution.status).toBe('success');
			expect(runsOf(execution, 'Assign')).toHaveLength(2);
			expect(kore().timesSent(BATCH)).toEqual([4, 2, 2, 2, 2]);
		});

		it('Retry of the second turn sends nothing again, neither of it nor of the first', async () => {
			const bad = BATCH + 2;
			kore().answerAll({}, { [bad]: { status: 412 } });
			const failed = await stage().run(loop(table(ids), kore().node(OPTIONS)));
			expect(failed.status).toBe('error');
			kore().answerAll();
			const id = await stage().builder.retry(failed.id);
			const execution = await stage().finished(id);
			expect(execution.status).toBe('success');
			expect(kore().timesSent(ids.length)).toEqual(ids.map((_, item) => (item === bad ? 2 : 1)));
			expect(jsonOf(execution, 'Turns').map(({ botSessionId }) => botSessionId)).toEqual([]);
		});
	});
}
