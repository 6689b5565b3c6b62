import { resultsOf } from '../stage/execution';
import { inBackground } from './background';
import { fullestMinute, secondsOf, tell } from './figures';
import { sessions, useKore, type Kore } from './kore';
import type { Execution } from '../n8n-host/rest';
import type { Stage } from '../stage/stage';

const COUNT = 180;
const SHARED_COUNT = 60;
const LONGEST_MS = 400_000;
const PACED = { requestsPerMinute: 60, rateLimitWait: 600 };

function expectAllAccepted(execution: Execution, count: number) {
	const results = resultsOf(execution, 'Assign');
	expect(execution.status).toBe('success');
	expect(results.map(({ botSessionId }) => botSessionId)).toEqual(sessions(count));
	expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
}

export function pacedScenarios(stage: () => Stage) {
	const asBelieved = useKore(stage, { requestsPerMinute: 60 });
	const half = useKore(stage, { requestsPerMinute: 30 });
	const shared = useKore(stage, { requestsPerMinute: 60 });

	const run = async (kore: () => Kore, count: number, options: Record<string, unknown>) =>
		await stage().run(kore().workflow(count, options), LONGEST_MS);

	const halfRun = inBackground(async () => await run(half, COUNT, PACED));
	const believedRun = inBackground(
		async () => await run(asBelieved, COUNT, { requestsPerMinute: 60 }),
	);
	const sharedRun = async () => await run(shared, SHARED_COUNT, { requestsPerMinute: 60 });
	const sharedRuns = inBackground(async () => await Promise.all([sharedRun(), sharedRun()]));

	describe('a run of 180 items', () => {
		it(
			'at 60 a minute takes two windows, and Kore refuses no call',
			async () => {
				expectAllAccepted(await believedRun(), COUNT);
				const requests = asBelieved().requests();
				const seconds = secondsOf(requests);
				const fullest = fullestMinute(requests);
				tell('180 at 60 a minute', { seconds, 'fullest minute': fullest });
				expect(asBelieved().requests(429)).toEqual([]);
				expect(asBelieved().timesSent(COUNT)).toEqual(Array(COUNT).fill(1));
				expect(fullest).toBeLessThanOrEqual(60);
				expect(seconds).toBeLessThanOrEqual(120 * 1.02);
			},
			LONGEST_MS,
		);

		it(
			'where Kore takes half of what the node believes is accepted in six windows, each item once',
			async () => {
				expectAllAccepted(await halfRun(), COUNT);
				const refused = half().requests(429).length;
				const seconds = secondsOf(half().requests());
				tell('180 at 30 a minute, 60 believed', { seconds, refused });
				expect(refused).toBeGreaterThan(0);
				expect(half().timesSent(COUNT, 200)).toEqual(Array(COUNT).fill(1));
				// Five windows must pass before the sixth opens.
				expect(seconds).toBeLessThanOrEqual(300 * 1.1);
			},
			LONGEST_MS,
		);
	});

	it(
		'two runs share the calls of their account: Kore refuses none, and accepts each item of each once',
		async () => {
			const executions = await sharedRuns();
			for (const execution of executions) expectAllAccepted(execution, SHARED_COUNT);
			const refused = shared().requests(429).length;
			tell('2 × 60 at 60 a minute', { seconds: secondsOf(shared().requests()), refused });
			expect(refused).toBe(0);
			expect(shared().timesSent(SHARED_COUNT, 200)).toEqual(Array(SHARED_COUNT).fill(2));
			const requestIds = executions.flatMap((execution) =>
				resultsOf(execution, 'Assign').map(({ requestId }) => requestId),
			);
			expect(new Set(requestIds).size).toBe(2 * SHARED_COUNT);
		},
		LONGEST_MS,
	);
}
