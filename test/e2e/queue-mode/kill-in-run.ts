import { until } from '../n8n-host/wait';
import { busyWith } from './process-log';
import { itemsFor } from './items';
import type { QueueStage } from './queue-stage';

const COUNT = 60;
// Each answer takes so long that the run, with ten requests at a time, goes on for 12 s.
const ANSWER_MS = 2_000;
const SENT_BEFORE = 20;
const EVENTS_BEFORE = 3;

const START_LIMIT_MS = 60_000;
// The lock, the check for stalled jobs, n8n's 30 s, and a busy machine.
const GIVE_UP_LIMIT_MS = 120_000;

/**
 * Kills a worker that is in the middle of a run of many items, while callbacks of the items that it has sent
 * come in and both workers are busy with them. The worker is started again at once, as whatever runs workers does.
 */
export async function killWorkerInRun(stage: QueueStage) {
	const { simulator, cluster } = stage;
	simulator.setBehavior({ answer: { delayMs: ANSWER_MS } });
	const runs = await stage.watch(stage.assign);
	const results = await stage.watch(stage.result);
	const items = itemsFor('killed', COUNT);
	await stage.send(items);

	const victim = await until('a worker in the middle of its work', START_LIMIT_MS, async () => {
		const [run] = await runs.list();
		const sent = simulator.requests().filter(({ status }) => status === 200);
		if (!run || sent.length < SENT_BEFORE) return undefined;
		for (const worker of cluster.workers) {
			const busy = await busyWith(worker);
			if (busy.includes(run.id) && busy.length > EVENTS_BEFORE) return worker;
		}
		return undefined;
	});
	await victim.kill();
	await victim.restart();

	const [run] = await runs.settled(1, GIVE_UP_LIMIT_MS);
	const callbacks = await simulator.waitForCallbacks(simulator.requests().length, START_LIMIT_MS);
	const events = await results.settled(callbacks.length, GIVE_UP_LIMIT_MS);
	const refused = stage.refusedCallbacks();
	return { items, victim, run, events, callbacks, refused, requests: simulator.requests() };
}
