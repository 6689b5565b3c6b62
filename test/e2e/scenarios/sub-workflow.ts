import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { until } from '../n8n-host/wait';
import { resultsOf } from '../stage/execution';
import { assign, called, callWorkflow, rows, start, trigger } from '../stage/nodes';
import { agent, session } from '../stage/people';
import { post } from '../stage/post';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

export function subWorkflowScenarios(stage: () => Stage) {
	it('a sub-workflow assigns for the workflow that calls it, which gets the results', async () => {
		const { simulator, builder } = stage();
		simulator.setBehavior(NO_CALLBACK);
		const credential = await stage().saveCredential(credentialFor(simulator));
		const child = workflow('Assign for others', [
			called(),
			assign(credential, toAgent('={{ $json.to }}', { botSessionId: '={{ $json.botSession }}' })),
		]);
		const { id } = await builder.createWorkflow(child);
		const table = [
			{ to: agent(1), botSession: session(1) },
			{ to: agent(2), botSession: session(2) },
		];
		const execution = await stage().run(
			workflow('Calls another', [start(), ...rows(table), callWorkflow(id)]),
		);

		expect(execution.status).toBe('success');
		expect(resultsOf(execution, 'Call')).toMatchObject([
			{ outcome: 'accepted', agentId: agent(1), botSessionId: session(1) },
			{ outcome: 'accepted', agentId: agent(2), botSessionId: session(2) },
		]);
		expect(simulator.requests().map(({ status }) => status)).toEqual([200, 200]);
	});

	it('a sub-workflow waits for the workflow that calls it, which goes on then', async () => {
		const { simulator, builder, instance } = stage();
		simulator.setBehavior(NO_CALLBACK);
		const credential = await stage().saveCredential(credentialFor(simulator));
		const receiver = trigger(credential);
		const events = await stage().publish(workflow('Results of a sub-workflow', [receiver]));
		const waiting = { continueWhen: 'result', callbackUrl: stage().urlOf(receiver) };
		const child = workflow('Wait for others', [
			called(),
			assign(credential, toAgent(agent(1), waiting)),
		]);
		const { id } = await builder.createWorkflow(child);
		const caller = await stage().start(
			workflow('Calls one that waits', [start(), callWorkflow(id)]),
		);
		const [request] = await until('the request', 10_000, async () => {
			const requests = simulator.requests();
			return requests.length > 0 && requests;
		});
		expect((await post(assignBody(request).callbackUrl, { status: 'transferred' })).status).toBe(
			200,
		);
		expect(await stage().events(events, 1)).toMatchObject([{ resumed: true }]);
		const ended = await until('the end of the caller', 30_000, async () => {
			const execution = await stage().finished(caller);
			return execution.status !== 'waiting' && execution;
		});
		expect(ended.status).toBe('success');
		// n8n 1.x hands on what the caller has given to the sub-workflow, whichever node waits there (docs/waiting.md).
		const isFirst = instance.options.installed.version.startsWith('1.');
		expect(resultsOf(ended, 'Call')).toMatchObject([isFirst ? {} : { outcome: 'transferred' }]);
		expect(resultsOf(ended, 'Call')[0].outcome === undefined).toBe(isFirst);
		expect(simulator.requests()).toHaveLength(1);
	});
}
