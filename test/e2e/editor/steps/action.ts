import { builtDescriptions, property } from '../built';
import { expectSeen } from '../seen';
import type { Builder } from '../editor.e2e';

const FIELDS = [
	'Credential',
	'Resource',
	'Operation',
	'Assign To',
	'Agent',
	'Bot Session ID',
	'Continue',
	'Callback URL',
	'Options',
];
const WAIT_FIELDS = FIELDS.flatMap((label) =>
	label === 'Continue' ? [label, 'Wait At Most', 'Wait Unit'] : [label],
);
const QUEUE_FIELDS = FIELDS.map((label) => (label === 'Agent' ? 'Queue' : label));

/** The 131st agent of the simulator. */
const NAME = 'kim example 6';
export const ROW = 'Kim Example 6 (agent131@example.com) · Away';

export function actionSteps({ step, shoot, stage, tabs }: Builder) {
	step('offers the agents of Kore by name, and finds the 131st of 150', async () => {
		const { form, listed, root } = tabs.action;
		await expectSeen(() => form.labels(), FIELDS);
		await tabs.action.searchList('Agent', NAME);
		await expectSeen(() => listed.allInnerTexts(), [ROW]);
		await listed.first().click();
		await expectSeen(() => form.value('Agent'), ROW);
		await form.fill('Bot Session ID', stage().simulator.world.conversations[0].botSessionId);
		const { hint } = property(builtDescriptions().action, 'callbackUrl');
		await form.root.getByText(String(hint)).waitFor();
		await shoot('action-agent', root);
	});

	step('asks how long to wait only if it waits', async () => {
		const { form } = tabs.action;
		await form.choose('Continue', 'When the Transfer Has Ended');
		await expectSeen(() => form.labels(), WAIT_FIELDS);
		await form.choose('Continue', 'When Kore Has Accepted');
		await expectSeen(() => form.labels(), FIELDS);
	});

	step('shows the queue in place of the agent', async () => {
		const { form, listed } = tabs.action;
		await form.choose('Assign To', 'Queue');
		await expectSeen(() => form.labels(), QUEUE_FIELDS);
		await tabs.action.searchList('Queue', 'bill');
		await expectSeen(() => listed.allInnerTexts(), ['Billing']);
		await listed.first().click();
		await expectSeen(() => form.value('Queue'), 'Billing');
	});

	step('offers options, and has one filled in', async () => {
		const { form, root } = tabs.action;
		const { options } = property(builtDescriptions().action, 'options');
		const names = options?.map((option) => ('displayName' in option ? option.displayName : ''));
		await form.root.getByTestId('collection-parameter-add').click();
		const offered = tabs.action.page.getByRole('option').filter({ visible: true });
		await expectSeen(() => offered.allInnerTexts(), names);
		await form.option('Correlation Data').click();
		await form.root.getByRole('button', { name: 'Add Value' }).click();
		await expectSeen(() => form.labels(), [...QUEUE_FIELDS, 'Correlation Data', 'Name', 'Value']);
		await form.fill('Name', 'ticket');
		await form.fill('Value', 'T-1001');
		await shoot('action-queue', root);
	});
}
