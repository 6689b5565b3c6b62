import { createPlay, NEVER, post } from './play';
import { setTheStage, type Stage } from './stage';

const OPEN_LIMIT_MS = 20 * 60_000;
const RESUMED_LIMIT_MS = 60_000;

// The trigger's execution holds the only place, which the waiting execution needs to go on.
describe('waiting with N8N_CONCURRENCY_PRODUCTION_LIMIT=1', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await setTheStage({ env: { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' } });
	}, OPEN_LIMIT_MS);
	afterAll(async () => await stage?.stop());

	it(
		'lets every execution go on with its result, and does not say so before',
		async () => {
			const { start, callbackUrls, seen } = createPlay(() => stage);
			stage.simulator.setBehavior(NEVER);
			const runs = ['a', 'b'];
			for (const run of runs) {
				const { status } = await start('trigger', {
					run,
					session: `6538f8a3c9cf425ee5cf000${run}`,
				});
				expect(status).toBe('waiting');
			}
			const answers = await Promise.all(callbackUrls().map(async (url) => await post(url)));
			expect(answers.map(({ status }) => status)).toEqual([200, 200]);
			const results = await seen('result', 2, RESUMED_LIMIT_MS);
			expect(results.map(({ correlation }) => correlation.run).sort()).toEqual(runs);
			const events = await seen('event', 2, RESUMED_LIMIT_MS);
			// Each event left the trigger before n8n had a place for the execution that waits.
			expect(events.map(({ resumed }) => resumed)).toEqual([null, null]);
		},
		RESUMED_LIMIT_MS * 3,
	);
});
