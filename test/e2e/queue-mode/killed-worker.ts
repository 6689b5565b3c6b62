import { assignBody } from '../../kore-simulator/assignBody';
import { errorOf, resultsOf } from '../stage/execution';
import { itemsFor } from './items';
import { killWorkerInRun } from './kill-in-run';
import { startedBy } from './process-log';
import type { ListedExecution } from '../n8n-host/rest';
import type { QueueStage } from './queue-stage';

const KILL_LIMIT_MS = 5 * 60_000;
// n8n's own limit of executions that a worker runs at a time.
const WORKER_CONCURRENCY = 10;

const distinct = (values: unknown[]) => [...new Set(values)].sort();

export function killedWorkerScenarios(stage: () => QueueStage) {
	describe('a worker that is killed in the middle of a run and of a stream of callbacks', () => {
		let kill: Awaited<ReturnType<typeof killWorkerInRun>>;
		beforeAll(async () => {
			kill = await killWorkerInRun(stage());
		}, KILL_LIMIT_MS);

		/** The sessions that Kore has been asked for, one for each request. */
		const asked = () => kill.requests.map((request) => assignBody(request).botSessionId).sort();

		async function startsOf({ id }: ListedExecution) {
			const started = await Promise.all(stage().cluster.workers.map(startedBy));
			return started.flat().filter((one) => one === id).length;
		}

		it('breaks its run off; n8n says so and does not run it again', async () => {
			const { run } = kill;
			expect(run.status).toBe('error');
			expect(errorOf(run).message).toContain('will no longer retry');
			expect(await startsOf(run)).toBe(1);
		});

		it('has nothing sent twice', () => {
			expect(asked().length).toBeLessThan(kill.items.length);
			expect(asked()).toEqual(distinct(asked()));
		});

		it('keeps no callback from being taken, and from starting one execution', () => {
			expect(kill.callbacks).toHaveLength(asked().length);
			expect(kill.refused).toEqual([]);
			expect(kill.events).toHaveLength(asked().length);
		});

		it('takes no more events with it than it had begun; all other ones are worked on once', async () => {
			const finished = kill.events.filter(({ status }) => status === 'success');
			const sessions = finished.map((event) => resultsOf(event, 'Result')[0].botSessionId).sort();
			expect(sessions).toEqual(distinct(sessions));
			expect(asked()).toEqual(expect.arrayContaining(sessions));

			const broken = kill.events.filter(({ status }) => status !== 'success');
			expect(broken.map(({ status }) => status)).toEqual(broken.map(() => 'error'));
			// The run is one of those that it was busy with.
			expect(broken.length).toBeLessThan(WORKER_CONCURRENCY);
			for (const event of broken) expect(await startsOf(event)).toBeLessThanOrEqual(1);
		});

		it('takes part again as soon as it is back', async () => {
			const results = await stage().watch(stage().result);
			await stage().send(itemsFor('again', 20));
			const events = await results.settled(20);
			expect(events.map(({ status }) => status)).toEqual(events.map(() => 'success'));
			const started = await startedBy(kill.victim);
			expect(events.filter(({ id }) => started.includes(id))).not.toEqual([]);
		});
	});
}
