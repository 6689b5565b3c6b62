import { NO_CALLBACK } from '../../../engine/harness/setup';
import { jsonOf, runOf } from '../../stage/execution';
import { agent, queue, session } from '../../stage/people';
import type { Play } from '../play';

export function accountOwnerScenarios({ stage, outside, run, transfers }: Play) {
	describe('account-owner: a conversation goes to', () => {
		it("the agent with the e-mail address of the CRM's account owner", async () => {
			outside().customers['1001'] = { ownerEmail: 'Agent7@example.com' };
			await run('account-owner', 'Start');
			expect(transfers()).toEqual([[session(1), agent(7)]]);
		});

		it.each([
			['Kore has no such agent', { ownerEmail: 'nobody@example.com' }],
			['the customer has no owner', { ownerEmail: null }],
			['the CRM does not know the customer', undefined],
		])('the queue, if %s', async (_, customer) => {
			if (customer) outside().customers['1001'] = customer;
			await run('account-owner', 'Start');
			expect(transfers()).toEqual([[session(1), queue(1)]]);
		});

		it('nobody else, if Kore may have accepted it without an answer', async () => {
			outside().customers['1001'] = { ownerEmail: 'agent7@example.com' };
			stage().simulator.setBehavior({ ...NO_CALLBACK, answer: { status: 500 } });
			const execution = await run('account-owner', 'Start');
			expect(transfers()).toEqual([[session(1), agent(7)]]);
			expect(runOf(execution, 'Assign to the Queue')).toBeUndefined();
			const message = expect.stringContaining(
				`Nobody knows yet who has session ${session(1)}: Kore `,
			) as string;
			expect(jsonOf(execution, 'Look in Kore First')).toMatchObject([{ message }]);
		});
	});
}
