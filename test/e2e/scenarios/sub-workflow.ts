import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { resultsOf } from '../stage/execution';
import { assign, called, callWorkflow, rows, start } from '../stage/nodes';
import { agent, session } from '../stage/people';
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
}
