import { builtDescriptions } from '../built';
import { expectSeen } from '../seen';
import { ROW } from './action';
import type { Builder } from '../editor.e2e';
import type { Stage } from '../stage';

export function resultSteps({ step, shoot, stage, tabs }: Builder) {
	step('warns of a callback URL that only this machine reaches', async () => {
		const { form, root } = tabs.action;
		const [{ message }] = builtDescriptions().action.hints ?? [];
		await form.fill('Callback URL', 'http://localhost:5678/webhook/transfer-result');
		await root.getByTestId('node-hint').getByText(message).waitFor();
		await form.fill('Callback URL', '');
		await root.getByTestId('node-hint').waitFor({ state: 'hidden' });
	});

	step('says where to find the callback URL if there is none', async () => {
		await tabs.action.execute();
		await tabs.action.error.message.filter({ hasText: "'Callback URL' is empty" }).waitFor();
		await tabs.action.error.description.filter({ hasText: 'copy its Production URL' }).waitFor();
		expect(assigned(stage())).toEqual([]);
	});

	step('shows what Kore answered in the table', async () => {
		const { form, root } = tabs.action;
		const { world } = stage().simulator;
		stage().simulator.setBehavior({ callback: { when: 'never' } });
		await form.fill('Callback URL', 'https://n8n.example.com/webhook/transfer-result');
		await tabs.action.execute();
		await expectSeen(
			() => tabs.action.table(),
			[
				expect.objectContaining({
					outcome: 'accepted',
					botSessionId: world.conversations[0].botSessionId,
					assignTo: 'queue',
					queueId: world.queues[1].id,
				}),
			],
		);
		expect(assigned(stage())).toEqual([
			expect.objectContaining({ transferredType: 'QUEUE', queueId: world.queues[1].id }),
		]);
		await shoot('action-result', root);
	});

	step('assigns to the 131st of 150 agents, found by name and chosen', async () => {
		const { form, listed } = tabs.action;
		await form.choose('Assign To', 'Agent');
		await tabs.action.searchList('Agent', ROW);
		await expectSeen(() => listed.allInnerTexts(), [ROW]);
		await listed.first().click();
		await expectSeen(() => form.value('Agent'), ROW);
		await tabs.action.execute();
		await expectSeen(async () => assigned(stage()).slice(1), [toAgent(stage(), 131)]);
	});

	step('assigns by e-mail address, which is an expression', async () => {
		const { form } = tabs.action;
		await form.choose('Agent', 'By Email');
		await form.fillExpression('Agent', "{{ 'AGENT' + (100 + 32) + '@example.com' }}");
		await tabs.action.execute();
		await expectSeen(async () => assigned(stage()).slice(2), [toAgent(stage(), 132)]);
		await expectSeen(
			() => tabs.action.table(),
			[
				expect.objectContaining({
					outcome: 'accepted',
					assignTo: 'agent',
					agentId: stage().simulator.world.agents[131].id,
				}),
			],
		);
		await form.leaveExpression('Agent');
	});

	step('says what is wrong with an agent ID, and how to mend it', async () => {
		const { form, root, error } = tabs.action;
		await form.choose('Agent', 'By ID');
		await form.fill('Agent', stage().simulator.world.agents[0].userId);
		await tabs.action.execute();
		await error.message.filter({ hasText: "'Agent' is a user ID: u-" }).waitFor();
		await error.description.filter({ hasText: /From List.*agent ID/i }).waitFor();
		expect(assigned(stage())).toHaveLength(3);
		await shoot('action-error', root);
	});
}

/** @param number from 1 on */
const toAgent = ({ simulator }: Stage, number: number): unknown =>
	expect.objectContaining({ aId: simulator.world.agents[number - 1].id });

const assigned = ({ simulator }: Stage) =>
	simulator
		.requests()
		.filter(({ path }) => path.endsWith('/assign-conversation'))
		.map(({ json }) => json);
