import { until } from '../n8n-host/wait';
import { errorOf, jsonOf, resultsOf } from '../stage/execution';
import { sessions, useKore } from './kore';
import type { Node } from '../stage/nodes';
import type { Stage } from '../stage/stage';

const COUNT = 12;
const BAD = 4;
const REFUSED = { status: 412 };
const OPTIONS = { requestsPerMinute: 0, concurrency: 3 };
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 };
const PATIENCE_MS = 10_000;

/** @param times of the item that is not like the others */
const onceBut = (times: number, bad = BAD) =>
	Array.from({ length: COUNT }, (_, item) => (item === bad ? times : 1));

/** What n8n's "Retry On Fail" sends. */
export function tryScenarios(stage: () => Stage) {
	const kore = useKore(stage);

	const workflow = (settings: Partial<Node>) =>
		kore().workflow(COUNT, OPTIONS, { ...RETRY, ...settings });

	describe('Retry On Fail', () => {
		beforeEach(() => kore().reset());

		it('sends what Kore accepted once, also if an item is accepted at the third try only', async () => {
			kore().answerAll({}, { [BAD]: REFUSED });
			const id = await stage().start(workflow({}));
			await until('two tries', PATIENCE_MS, async () => kore().requests(412).length === 2);
			// n8n waits a second before the third try.
			kore().answerAll();
			const execution = await stage().finished(id);
			expect(execution.status).toBe('success');
			expect(kore().timesSent(COUNT)).toEqual(onceBut(3));
			const results = resultsOf(execution, 'Assign');
			expect(results.map(({ botSessionId }) => botSessionId)).toEqual(sessions(COUNT));
			expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
		});

		it('never sends again what Kore may have accepted', async () => {
			kore().answerAll({}, { [BAD]: { fault: 'reset' } });
			const execution = await stage().run(workflow({}));
			expect(execution.status).toBe('error');
			expect(errorOf(execution).description).toMatch(/may have accepted/);
			expect(kore().timesSent(COUNT)[BAD]).toBe(1);
			expect(Math.max(...kore().timesSent(COUNT))).toBe(1);
		});

		// n8n tries a node that goes on again if its first item has failed.
		it.each([
			['is refused', REFUSED, 3],
			['gets no answer', { fault: 'reset' as const }, 1],
		])(
			'of a node that goes on, where the first item %s, leaves every item with an outcome',
			async (_name, answer, times) => {
				kore().answerAll({}, { 0: answer });
				const execution = await stage().run(workflow({ onError: 'continueErrorOutput' }));
				expect(execution.status).toBe('success');
				expect(kore().timesSent(COUNT)).toEqual(onceBut(times, 0));
				const accepted = resultsOf(execution, 'Assign');
				expect(accepted.map(({ botSessionId }) => botSessionId)).toEqual(sessions(COUNT).slice(1));
				expect(jsonOf(execution, 'Assign', 1)).toMatchObject([
					{ botSession: sessions(1)[0], details: { maybeAccepted: times === 1 } },
				]);
			},
		);
	});
}
