import { errorOf, resultsOf } from '../stage/execution';
import { sessions, useKore } from './kore';
import type { Answer } from '../../kore-simulator/types';
import type { Stage } from '../stage/stage';

const COUNT = 12;
const BAD = 5;
const REFUSED = { status: 412 };
const OPTIONS = { requestsPerMinute: 0, concurrency: 3 };
const WHICH = ['original', 'saved'] as const;

/** What "Retry" in the list of executions sends, for both of the workflows that it offers. */
export function retriedScenarios(stage: () => Stage) {
	const kore = useKore(stage);

	describe.each(WHICH)('Retry from the list of executions with the %s workflow', (which) => {
		beforeEach(() => kore().reset());

		/** @param answer to one item */
		async function failWith(answer: Partial<Answer>) {
			kore().answerAll({}, { [BAD]: answer });
			const execution = await stage().run(kore().workflow(COUNT, OPTIONS));
			expect(execution.status).toBe('error');
			expect(kore().timesSent(COUNT)).toContain(0);
			return execution.id;
		}

		const retry = async (id: string) =>
			await stage().finished(await stage().builder.retry(id, which));

		it('sends the rest and nothing that was accepted, and its output is complete', async () => {
			const failed = await failWith(REFUSED);
			const earlier = kore().timesSent(COUNT, 200);
			kore().answerAll();
			const execution = await retry(failed);
			expect(execution.status).toBe('success');
			expect(earlier).toContain(1);
			expect(kore().timesSent(COUNT)).toEqual(earlier.map((_, item) => (item === BAD ? 2 : 1)));
			const results = resultsOf(execution, 'Assign');
			expect(results.map(({ botSessionId }) => botSessionId)).toEqual(sessions(COUNT));
			expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
		});

		it('of a retry that failed itself still knows what the first run sent', async () => {
			const failed = await failWith(REFUSED);
			const again = await retry(failed);
			expect(again.status).toBe('error');
			kore().answerAll();
			expect((await retry(again.id)).status).toBe('success');
			expect(kore().timesSent(COUNT)).toEqual(
				sessions(COUNT).map((_, item) => (item === BAD ? 3 : 1)),
			);
		});

		it('of the same execution once more knows what the first Retry sent', async () => {
			const failed = await failWith(REFUSED);
			const other = COUNT - 1;
			kore().answerAll({}, { [other]: REFUSED });
			expect((await retry(failed)).status).toBe('error');
			kore().answerAll();
			expect((await retry(failed)).status).toBe('success');
			expect(kore().timesSent(COUNT)).toEqual(
				sessions(COUNT).map((_, item) => ([BAD, other].includes(item) ? 2 : 1)),
			);
		});

		it('does not send again what Kore may have accepted', async () => {
			const failed = await failWith({ fault: 'reset' });
			kore().answerAll();
			const execution = await retry(failed);
			expect(execution.status).toBe('error');
			expect(errorOf(execution).description).toMatch(/may have accepted/);
			expect(Math.max(...kore().timesSent(COUNT))).toBe(1);
		});
	});
}
