import { credentialFor, NO_CALLBACK, toQueue } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { resultsOf } from '../stage/execution';
import { assign, start, trigger } from '../stage/nodes';
import { queue, session } from '../stage/people';
import { post } from '../stage/post';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

export function restartScenarios(stage: () => Stage) {
	it('n8n may restart between the request and its callback', async () => {
		const { simulator } = stage();
		simulator.setBehavior(NO_CALLBACK);
		const credential = await stage().saveCredential(credentialFor(simulator));
		const node = trigger(credential);
		const workflowId = await stage().publish(workflow('Receiver', [node]));
		const options = { correlationData: { pair: [{ key: 'ticket', value: 'T-9' }] } };
		const parameters = toQueue(queue(2), { callbackUrl: stage().urlOf(node), options });
		const execution = await stage().run(
			workflow('Sender', [start(), assign(credential, parameters)]),
		);
		const [request] = resultsOf(execution, 'Assign');
		const { callbackUrl } = assignBody(simulator.requests()[0]);

		await stage().restart();
		const sent = {
			sessionId: 'another',
			queueId: queue(2),
			status: 'transferred',
			requestCompletedAt: 1698825180041,
		};
		const { status } = await post(callbackUrl, sent);

		expect(status).toBe(200);
		expect(await stage().events(workflowId, 1)).toEqual([
			{
				...request,
				outcome: 'transferred',
				status: 'transferred',
				sessionId: 'another',
				completedAt: '2023-11-01T07:53:00.041Z',
				eventId: expect.stringMatching(/^[\da-f]{32}$/) as string,
				response: sent,
			},
		]);
		expect(request).toMatchObject({
			outcome: 'accepted',
			botSessionId: session(1),
			queueId: queue(2),
			correlation: { ticket: 'T-9' },
		});
	}, 120_000);
}
