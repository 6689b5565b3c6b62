import { credentialFor } from '../../engine/harness/setup';
import { assign, rows, start, trigger } from '../stage/nodes';
import { agent, queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import type { Stage } from '../stage/stage';

const PATIENCE_MS = 10_000;

export function filterScenarios(stage: () => Stage) {
	it('two triggers with different filters start their own workflow for their own events', async () => {
		const { simulator } = stage();
		// Kore waits for the answer to each, as a busy machine may need too long for all of them at once.
		simulator.setBehavior({ callback: { when: 'before' } });
		const credential = await stage().saveCredential(credentialFor(simulator));
		const complaints = trigger(credential, { events: ['failed'] });
		const statistics = trigger(credential, { events: ['transferred'], assignTo: 'queue' });
		const complaintsId = await stage().publish(workflow('Complaints', [complaints]));
		const statisticsId = await stage().publish(workflow('Statistics', [statistics]));

		// Each of them gets every kind of event: agent and queue, transferred and failed.
		const transfers = [complaints, statistics].flatMap((node) => {
			const callbackUrl = stage().urlOf(node);
			return [1, 13].flatMap((number) => [
				{ callbackUrl, to: 'agent', id: agent(number * 2) },
				{ callbackUrl, to: 'queue', id: queue(number) },
			]);
		});
		const table = transfers.map((transfer, i) => ({ ...transfer, bot: session(i) }));
		await stage().run(
			workflow('All kinds of results', [
				start(),
				...rows(table),
				assign(credential, {
					resource: 'conversation',
					operation: 'assign',
					assignTo: '={{ $json.to }}',
					agentId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					queueId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
					botSessionId: '={{ $json.bot }}',
					callbackUrl: '={{ $json.callbackUrl }}',
					options: { concurrency: 3 },
				}),
			]),
		);
		const callbacks = await simulator.waitForCallbacks(table.length, PATIENCE_MS);

		expect(callbacks.map(({ status }) => status)).toEqual(table.map(() => 200));
		const describeAll = (events: TransferResult[]) =>
			events.map(({ outcome, assignTo }) => `${assignTo} ${outcome}`).sort();
		expect(describeAll(await stage().events(complaintsId, 2))).toEqual([
			'agent failed',
			'queue failed',
		]);
		expect(describeAll(await stage().events(statisticsId, 1))).toEqual(['queue transferred']);
	});
}
