import type { OnError } from 'n8n-workflow';

import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { errorOf, itemsOf, jsonOf } from '../stage/execution';
import { assign, note, rows, start } from '../stage/nodes';
import { agent, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const REFUSAL = { errors: [{ msg: 'No such session', code: 412 }] };

const TABLE = [
	{ botSession: session(0), ticket: 'T-0' },
	{ botSession: session(1), ticket: 'T-1' },
	{ botSession: 'a b', ticket: 'T-2' },
	{ botSession: session(3), ticket: 'T-3' },
];

export function errorOutputScenarios(stage: () => Stage) {
	describe('where Kore refuses one item and another one has no valid ID', () => {
		async function run(table: object[], onError: OnError) {
			const { simulator } = stage();
			const credential = await stage().saveCredential(credentialFor(simulator));
			simulator.setBehavior({
				...NO_CALLBACK,
				rules: [{ botSessionId: session(1), answer: { status: 412, body: REFUSAL } }],
			});
			const parameters = toAgent(agent(1), { botSessionId: '={{ $json.botSession }}' });
			return await stage().run(
				workflow(`Errors: ${onError}`, [
					start(),
					...rows(table),
					assign(credential, parameters, { onError }),
					note("$('Rows').item.json.ticket"),
				]),
			);
		}

		it('the error output has both, with the fields of their input and what to do', async () => {
			const execution = await run(TABLE, 'continueErrorOutput');
			expect(execution.status).toBe('success');
			expect(jsonOf(execution, 'Assign').map(({ botSessionId }) => botSessionId)).toEqual([
				session(0),
				session(3),
			]);
			expect(itemsOf(execution, 'Assign').map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 3 },
			]);
			expect(jsonOf(execution, 'Note')).toEqual([{ note: 'T-0' }, { note: 'T-3' }]);
			// In full: test/engine/failures.test.ts.
			expect(jsonOf(execution, 'Assign', 1)).toMatchObject([
				{
					...TABLE[1],
					error: 'Kore did not accept the values of the request (HTTP 412: No such session)',
					details: { cause: 'refused', maybeAccepted: false, response: REFUSAL },
				},
				{
					...TABLE[2],
					error: `'Bot Session ID' has white space in it: "a b"`,
					message: expect.stringContaining('An ID has none') as string,
					details: { cause: 'parameter', maybeAccepted: false },
				},
			]);
			expect(stage().simulator.requests()).toHaveLength(3);
		});

		it('a node that is set to stop ends the execution with the message, and n8n shows it', async () => {
			const execution = await run(TABLE.slice(0, 2), 'stopWorkflow');
			expect(execution.status).toBe('error');
			expect(errorOf(execution)).toMatchObject({
				message:
					'Kore did not accept the values of the request (HTTP 412: No such session) [item 1]',
				description: expect.stringContaining('Kore accepted 1 of the 2 items.') as string,
			});
			expect(jsonOf(execution, 'Note')).toEqual([]);
		});
	});
}
