import { resultsOf } from '../stage/execution';
import { inBackground } from './background';
import { sessions, useKore } from './kore';
import type { Stage } from '../stage/stage';

const COUNT = 60;
const PER_MINUTE = 60;
const LIMIT_MS = 200_000;

/** With one run, three runs, and a Kore that takes less than was believed: test/engine/accountLimit.test.ts, test/unit/rateLimit.test.ts. */
export function pacedScenarios(stage: () => Stage) {
	const kore = useKore(stage, { requestsPerMinute: PER_MINUTE });
	const run = async () =>
		await stage().run(kore().workflow(COUNT, { requestsPerMinute: PER_MINUTE }), LIMIT_MS);
	const runs = inBackground(async () => await Promise.all([run(), run()]));

	it(
		'two runs share the calls of their account: Kore refuses none, and accepts each item of each once',
		async () => {
			const executions = await runs();
			const results = executions.map((execution) => resultsOf(execution, 'Assign'));
			for (const own of results) {
				expect(own.map(({ botSessionId }) => botSessionId)).toEqual(sessions(COUNT));
				expect(own.every(({ outcome }) => outcome === 'accepted')).toBe(true);
			}
			const times = kore()
				.requests()
				.map(({ atMonotonic }) => atMonotonic);
			expect(kore().requests(429)).toEqual([]);
			expect(kore().timesSent(COUNT)).toEqual(Array(COUNT).fill(2));
			const requestIds = results.flat().map(({ requestId }) => requestId);
			expect(new Set(requestIds).size).toBe(2 * COUNT);
			// The first 60 fill a minute; the others wait for its end, and for no more.
			const seconds = (times[times.length - 1] - times[0]) / 1000;
			expect(seconds).toBeGreaterThan(60);
			expect(seconds).toBeLessThan(60 * 1.1 + 10);
		},
		LIMIT_MS,
	);
}
