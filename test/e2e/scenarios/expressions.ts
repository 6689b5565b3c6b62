import { credentialFor, NO_CALLBACK } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { resultsOf } from '../stage/execution';
import { assign, rows, start } from '../stage/nodes';
import { agent, queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

/** @param field of the item */
const from = (field: string) => `={{ $json.${field} }}`;

const idFrom = (field: string) => ({ __rl: true, mode: 'id', value: from(field) });

export function expressionScenarios(stage: () => Stage) {
	it('an expression works in every field of the request, for each item by itself', async () => {
		const { simulator } = stage();
		const { streamId, orgId, accountId } = simulator.world;
		const data = credentialFor(simulator);
		const { host, clientId } = data;
		simulator.setBehavior(NO_CALLBACK);
		const ids = { streamId, orgId, accountId, agent: agent(3), queue: queue(3) };
		const first = { to: 'agent', bot: session(1), url: `${host}/a`, sign: true };
		const second = { to: 'queue', bot: session(2), url: `${host}/b`, sign: false };
		// With these IDs Kore refuses a request, unless Options replaces them.
		const others = { streamId: 'st-other', orgId: 'o-other', accountId: 'other' };
		const credential = await stage().saveCredential({ ...data, ...others });
		const node = assign(credential, {
			resource: 'conversation',
			operation: 'assign',
			assignTo: from('to'),
			agentId: idFrom('agent'),
			queueId: idFrom('queue'),
			botSessionId: from('bot'),
			callbackUrl: from('url'),
			options: {
				streamId: from('streamId'),
				orgId: from('orgId'),
				accountId: from('accountId'),
				signCallback: from('sign'),
				correlationData: { pair: [{ key: from('label'), value: from('number') }] },
			},
		});
		const table = [
			{ ...ids, ...first, label: 'ticket', number: 17 },
			{ ...ids, ...second, label: 'case', number: 'C-4' },
		];
		const execution = await stage().run(workflow('Expressions', [start(), ...rows(table), node]));

		expect(execution.status).toBe('success');
		const empty = { agentId: null, queueId: null };
		expect(resultsOf(execution, 'Assign')).toMatchObject([
			{ ...empty, agentId: agent(3), botSessionId: session(1), correlation: { ticket: '17' } },
			{ ...empty, queueId: queue(3), botSessionId: session(2), correlation: { case: 'C-4' } },
		]);
		const requests = simulator.requests();
		expect(requests.map(({ status }) => status)).toEqual([200, 200]);
		expect(requests.map(({ claims }) => claims?.appId)).toEqual([clientId, clientId]);
		const bodies = requests.map(assignBody);
		const [toTheAgent] = bodies.filter(({ aId }) => aId === agent(3));
		const [toTheQueue] = bodies.filter(({ queueId }) => queueId === queue(3));
		expect(toTheAgent.callbackUrl).toMatch(/\/a\?token=[\w.-]+$/);
		expect(toTheQueue.callbackUrl).toBe(`${host}/b`);
	});
}
