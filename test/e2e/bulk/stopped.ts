import type { OnError } from 'n8n-workflow';

import { errorOf, itemsOf, jsonOf, runOf } from '../stage/execution';
import { sessions, useKore } from './kore';
import type { Stage } from '../stage/stage';

const COUNT = 20;
const BAD = 6;
const REFUSED = { status: 412, delayMs: 100 };
const OPTIONS = { requestsPerMinute: 0, concurrency: 4 };
// The refusal comes while the three others are on their way.
const SLOW = { delayMs: 400 };

export function stoppedScenarios(stage: () => Stage) {
	const kore = useKore(stage);

	describe('an item that Kore refuses in the middle of a run', () => {
		async function run(onError: OnError) {
			kore().reset();
			kore().answerAll(SLOW, { [BAD]: REFUSED });
			return await stage().run(kore().workflow(COUNT, OPTIONS, { onError }));
		}

		it('stops the run: requests on their way are awaited, and the error says how far it came', async () => {
			const execution = await run('stopWorkflow');
			expect(execution.status).toBe('error');
			const times = kore().timesSent(COUNT);
			const accepted = kore().requests(200).length;
			const firstNotSent = times.indexOf(0);
			expect(accepted).toBeGreaterThan(BAD);
			expect(firstNotSent).toBeLessThan(COUNT);
			expect(kore().requests(412)).toHaveLength(1);
			// Each request that was sent got its answer, so none was given up.
			expect(kore().requests()).toHaveLength(accepted + 1);
			expect(Math.max(...times)).toBe(1);
			for (const error of [errorOf(execution), runOf(execution, 'Assign')?.error]) {
				expect(error?.message).toMatch(/HTTP 412.*\[item 6\]/);
				expect(error?.description).toContain(
					`Kore accepted ${accepted} of the ${COUNT} items; the first item that was not sent is item ${firstNotSent}.`,
				);
			}
		});

		it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
			'with %s leaves every other item accepted, and has an outcome itself',
			async (onError) => {
				const execution = await run(onError);
				expect(execution.status).toBe('success');
				expect(kore().timesSent(COUNT)).toEqual(Array(COUNT).fill(1));
				const [first, second] = [itemsOf(execution, 'Assign'), itemsOf(execution, 'Assign', 1)];
				expect(first.length + second.length).toBe(COUNT);
				const failed = [...first, ...second].filter(({ json }) => json.error);
				expect(failed).toMatchObject([
					{ json: { details: { httpCode: '412' } }, pairedItem: { item: BAD } },
				]);
				const accepted = jsonOf(execution, 'Assign').filter(({ outcome }) => outcome);
				expect(accepted.map(({ botSessionId }) => botSessionId)).toEqual(
					sessions(COUNT).filter((_, item) => item !== BAD),
				);
				expect(accepted.every(({ outcome }) => outcome === 'accepted')).toBe(true);
			},
		);
	});
}
