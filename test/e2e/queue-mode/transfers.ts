import axios from 'axios';

import { itemsOf, resultsOf } from '../stage/execution';
import { itemsFor } from './items';
import { enqueuedBy, startedBy } from './process-log';
import type { Execution } from '../n8n-host/rest';
import type { QueueStage } from './queue-stage';
import type { Item } from './workflows';

const POST_ANY = { validateStatus: () => true, proxy: false as const };

const eventOf = (execution: Execution) => resultsOf(execution, 'Result')[0];

export function transferScenarios(stage: () => QueueStage) {
	describe('a transfer', () => {
		/** @param items each of which leads to one callback */
		async function transfer(items: Item[]) {
			const runs = await stage().watch(stage().assign);
			const results = await stage().watch(stage().result);
			await stage().send(items);
			const [run] = await runs.settled(1);
			const events = await results.settled(items.length);
			return { run, events };
		}

		it('is made by a worker, and its callback taken by the webhook process', async () => {
			const { run, events } = await transfer(itemsFor('where', 1));
			const executions = [run, ...events].map(({ id }) => id);
			const { main, webhook, workers } = stage().cluster;
			const started = (await Promise.all(workers.map(startedBy))).flat();
			expect(started).toEqual(expect.arrayContaining(executions));
			expect(await enqueuedBy(webhook)).toEqual(expect.arrayContaining(executions));
			const onMain = stage().result.url.replace(webhook.url, main.url);
			expect((await axios.post(onMain, {}, POST_ANY)).status).toBe(404);
		});

		it('of each of 50 items is made once, in order, and no event is lost', async () => {
			const items = itemsFor('many', 50);
			const { run, events } = await transfer(items);
			const sessions = items.map(({ botSessionId }) => botSessionId);
			const results = resultsOf(run, 'Assign');
			expect(results.map(({ botSessionId }) => botSessionId)).toEqual(sessions);
			expect(itemsOf(run, 'Assign').map(({ pairedItem }) => pairedItem)).toEqual(
				sessions.map((_, item) => ({ item })),
			);
			const { simulator, cluster } = stage();
			expect(simulator.requests().map(({ status }) => status)).toEqual(sessions.map(() => 200));
			expect(stage().refusedCallbacks()).toEqual([]);
			expect(events.map(({ status }) => status)).toEqual(sessions.map(() => 'success'));
			const byRequest = new Map(events.map(eventOf).map((event) => [event.requestId, event]));
			expect(results.map(({ requestId }) => byRequest.get(requestId))).toMatchObject(
				results.map(({ requestedAt, agentId, queueId, botSessionId }, index) => ({
					...{ requestedAt, agentId, queueId, botSessionId },
					outcome: 'transferred',
					correlation: { ticket: `T-${index}` },
				})),
			);
			expect(events).toHaveLength(items.length);
			for (const worker of cluster.workers) {
				const started = await startedBy(worker);
				expect(events.filter(({ id }) => started.includes(id))).not.toEqual([]);
			}
		});
	});

	describe('a callback', () => {
		it('that comes twice at once has the same event ID, whoever works on it', async () => {
			stage().simulator.setBehavior({ callback: { simultaneous: 2 } });
			const results = await stage().watch(stage().result);
			await stage().send(itemsFor('twice', 1));
			const [first, second] = (await results.settled(2)).map(eventOf);
			expect(first.eventId).toMatch(/^[\da-f]{32}$/);
			expect(second.eventId).toBe(first.eventId);
		});
	});
}
