import { byId, credentialFor, toAgent, toQueue } from '../../engine/harness/setup';
import { assign, start, trigger } from '../stage/nodes';
import { agent, queue } from '../stage/people';
import { workflow } from '../stage/workflow';
import { until } from '../n8n-host/wait';
import type { Stage } from '../stage/stage';

const PATIENCE_MS = 10_000;

/** Every filter: test/engine/trigger.test.ts. */
export function filterScenarios(stage: () => Stage) {
	it('a trigger with a filter starts an execution for what it lets pass alone', async () => {
		const { simulator } = stage();
		const credential = await stage().saveCredential(credentialFor(simulator));
		const queues = trigger(credential, { events: ['transferred'], assignTo: 'queue' });
		const callbackUrl = stage().urlOf(queues);
		const id = await stage().publish(workflow('Queues', [queues]));
		for (const target of [toAgent(agent(1)), toQueue(queue(1))]) {
			const node = assign(credential, { ...target, callbackUrl });
			await stage().run(workflow('Sender', [start(), node]));
		}
		const callbacks = await simulator.waitForCallbacks(2, PATIENCE_MS);
		expect(callbacks.map(({ status }) => status)).toEqual([200, 200]);
		expect(await stage().events(id, 1)).toMatchObject([
			{ outcome: 'transferred', assignTo: 'queue', queueId: queue(1) },
		]);
	});

	it('a trigger whose filter names a user is not published, and does not listen', async () => {
		const { builder, simulator } = stage();
		const credential = await stage().saveCredential(credentialFor(simulator));
		const node = trigger(credential, { assignTo: 'agent', agentId: byId('u-123') });
		const { id } = await builder.createWorkflow(workflow('User', [node]));
		// n8n 1.x refuses at once; 2.x publishes in the background, and tries five times within 15 s.
		const why = await builder.activate(id).then(
			async () => await until('the error', 3 * PATIENCE_MS, () => builder.publicationError(id)),
			({ message }: Error) => message,
		);
		expect(why).toMatch(/'Agent' is a user ID: u-123/);
		await expect(builder.listen(id, node.name)).rejects.toThrow(/'Agent' is a user ID: u-123/);
	});
}
