import { credentialFor, toAgent, toQueue } from '../../engine/harness/setup';
import { resultsOf, runOf } from '../stage/execution';
import { assign, only, start, trigger } from '../stage/nodes';
import { agent, queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const correlation = (value: string) => ({
	correlationData: { pair: [{ key: 'ticket', value }] },
});

export function chainScenarios(stage: () => Stage) {
	it('a workflow that a failed transfer starts assigns to a queue and gets the next result', async () => {
		const { simulator, builder } = stage();
		simulator.setBehavior({ rules: [{ agentId: agent(4), callback: { outcome: 'reason' } }] });

		// As the README says: publish the trigger, paste its URL into the credential, leave Callback URL blank.
		const credential = await stage().saveCredential(credentialFor(simulator));
		const result = trigger(credential);
		const reaction = assign(
			credential,
			toQueue(queue(2), {
				botSessionId: '={{ $json.botSessionId }}',
				callbackUrl: '',
				options: correlation('={{ $json.correlation.ticket }}'),
			}),
			{ name: 'To the queue' },
		);
		const reactionId = await stage().publish(
			workflow('Second try', [result, only("$json.outcome === 'failed'"), reaction]),
		);
		await builder.changeCredential(credential.id, { triggerUrl: stage().urlOf(result) });
		const first = await stage().run(
			workflow('First try', [
				start(),
				assign(credential, toAgent(agent(4), { callbackUrl: '', options: correlation('T-1') })),
			]),
		);
		const executions = await stage().executions(reactionId, 2);

		const requests = simulator.requests();
		expect(requests.map(({ status }) => status)).toEqual([200, 200]);
		expect(requests.map(({ json }) => json)).toMatchObject([
			{ aId: agent(4), botSessionId: session(1) },
			{ queueId: queue(2), botSessionId: session(1), transferredType: 'QUEUE' },
		]);
		expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
		const [failure, success] = executions;
		const [firstRequest] = resultsOf(first, 'Assign');
		expect(resultsOf(failure, 'Result')).toMatchObject([
			{
				outcome: 'failed',
				status: 'Failed',
				reason: '480 noAgentsAvailable',
				agentId: agent(4),
				botSessionId: session(1),
				correlation: { ticket: 'T-1' },
				requestId: firstRequest.requestId,
				requestedAt: firstRequest.requestedAt,
			},
		]);
		const [secondRequest] = resultsOf(failure, 'To the queue');
		expect(secondRequest).toMatchObject({ outcome: 'accepted', queueId: queue(2) });
		expect(resultsOf(success, 'Result')).toMatchObject([
			{
				outcome: 'transferred',
				assignTo: 'queue',
				queueId: queue(2),
				botSessionId: session(1),
				correlation: { ticket: 'T-1' },
				requestId: secondRequest.requestId,
			},
		]);
		expect(runOf(success, 'To the queue')).toBeUndefined();
		expect(simulator.callbacks().map(({ status }) => status)).toEqual([200, 200]);
	});
}
