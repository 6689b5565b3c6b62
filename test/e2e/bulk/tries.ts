import { until } from '../n8n-host/wait';
import { jsonOf, resultsOf } from '../stage/execution';
import { sessions, useKore } from './kore';
import type { Node } from '../stage/nodes';
import type { Stage } from '../stage/stage';

const COUNT = 12;
const BAD = 4;
const REFUSED = { status: 412 };
const OPTIONS = { requestsPerMinute: 0, concurrency: 3 };
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1_000 };
const PATIENCE_MS = 10_000;

/** How often each item is sent, if this one is refused. */
const thrice = (bad: number) => Array.from({ length: COUNT }, (_, item) => (item === bad ? 3 : 1));

/** What n8n's "Retry On Fail" sends; with each fault: test/engine/retry.test.ts. */
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
			expect(kore().timesSent(COUNT)).toEqual(thrice(BAD));
			const results = resultsOf(execution, 'Assign');
			expect(results.map(({ botSessionId }) => botSessionId)).toEqual(sessions(COUNT));
			expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
		});

		// n8n tries a node that goes on again if its first item has failed.
		it('of a node that goes on, where the first item is refused, leaves every item with an outcome', async () => {
			kore().answerAll({}, { 0: REFUSED });
			const execution = await stage().run(workflow({ onError: 'continueErrorOutput' }));
			expect(execution.status).toBe('success');
			expect(kore().timesSent(COUNT)).toEqual(thrice(0));
			const accepted = resultsOf(execution, 'Assign');
			expect(accepted.map(({ botSessionId }) => botSessionId)).toEqual(sessions(COUNT).slice(1));
			expect(jsonOf(execution, 'Assign', 1)).toMatchObject([
				{ botSession: sessions(1)[0], details: { maybeAccepted: false } },
			]);
		});
	});
}
