import { by, credentialFor, NO_CALLBACK } from '../../engine/harness/setup';
import { resultsOf } from '../stage/execution';
import { assign, rows, start } from '../stage/nodes';
import { agent, queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

/** Agents and queues by what people call them. */
export function nameScenarios(stage: () => Stage) {
	describe('an agent or a queue that is named', () => {
		/** @returns IDs of those who got the conversations */
		async function assignTo(kind: 'agent' | 'queue', mode: string, names: string[]) {
			const { simulator } = stage();
			simulator.setBehavior(NO_CALLBACK);
			// A subject of its own, as what was read of a list is kept for a credential.
			const subject = `${mode} ${Date.now()}`;
			const credential = await stage().saveCredential({ ...credentialFor(simulator), subject });
			const node = assign(credential, {
				resource: 'conversation',
				operation: 'assign',
				assignTo: kind,
				[`${kind}Id`]: by(mode, '={{ $json.name }}'),
				botSessionId: '={{ $json.session }}',
				callbackUrl: 'https://callback.invalid/hook',
			});
			const table = names.map((name, item) => ({ name, session: session(item) }));
			const execution = await stage().run(workflow('Names', [start(), ...rows(table), node]));
			return resultsOf(execution, 'Assign').map((result) => result[`${kind}Id`]);
		}

		/** The addresses that were read, in short. */
		const read = () =>
			stage()
				.simulator.requests()
				.filter(({ method }) => method === 'GET')
				.map(({ path }) => path.split('/').at(-1));

		it('is looked up once a run by e-mail address, for 300 items', async () => {
			const numbers = Array.from({ length: 300 }, (_, item) => (item % 24) + 1);
			const emails = numbers.map((number) => `Agent${number}@example.com`);
			expect(await assignTo('agent', 'email', emails)).toEqual(numbers.map(agent));
			const pages = [1, 2, 3].map((page) => `agents?page=${page}&includeQueues=False`);
			expect(read()).toEqual(pages);
		});

		it('is looked up by custom ID', async () => {
			const ids = await assignTo('agent', 'customId', ['ext-102', 'ext-101', 'ext-102']);
			expect(ids).toEqual([2, 1, 2].map(agent));
			expect(read()).toHaveLength(2);
		});

		it('is looked up by the name of a queue', async () => {
			expect(await assignTo('queue', 'name', ['VIP', 'billing'])).toEqual([12, 2].map(queue));
			expect(read()).toEqual(['queues', 'queues?page=2', 'queues?page=3']);
		});
	});
}
