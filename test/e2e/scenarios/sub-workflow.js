const { credentialFor, NO_CALLBACK, toAgent } = require('../../engine/harness/setup');
const { jsonOf } = require('../stage/execution');
const { assign, called, callWorkflow, rows, start } = require('../stage/nodes');
const { agent, session } = require('../stage/people');
const { workflow } = require('../stage/workflow');

/** @param {() => import('../stage/stage').Stage} stage */
module.exports = (stage) => {
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
		expect(jsonOf(execution, 'Call')).toMatchObject([
			{ outcome: 'accepted', agentId: agent(1), botSessionId: session(1) },
			{ outcome: 'accepted', agentId: agent(2), botSessionId: session(2) },
		]);
		expect(simulator.requests().map(({ status }) => status)).toEqual([200, 200]);
	});
};
