import { builtDescriptions, property } from '../built';
import { Canvas } from '../pages/canvas';
import { NodeView } from '../pages/nodeView';
import { expectSeen } from '../seen';
import type { Builder } from '../editor.e2e';

const FIELDS = [
	'Credential for Kore AgentAssist API',
	'Verification',
	'Events',
	'Assigned To',
	'Outputs',
];

const NAME = 'Kore AgentAssist Trigger';

export function triggerSteps({ step, shoot, stage, tabs }: Builder) {
	step('opens with its panel, the webhook URLs and what to do with them', async () => {
		const { trigger } = builtDescriptions();
		const { header, activationHint } = trigger.triggerPanel as Record<string, string>;
		tabs.result = await Canvas.openNew(stage().context);
		const { creator, page } = tabs.result;
		await creator.search('kore');
		await creator.open('Kore AgentAssist');
		await creator.items.filter({ hasText: /failed/i }).click();
		tabs.trigger = await new NodeView(page).opened();
		const { root, form } = tabs.trigger;
		await expectSeen(() => form.labels(), FIELDS);
		await root.getByText(header).waitFor();
		await root.getByText(activationHint).waitFor();
		await form.root.getByText(property(trigger, 'urlNotice').displayName).waitFor();
		await root.getByText('When will this node trigger my flow?').click();
		await root.getByText(/^To test, .*To go live, /s).waitFor();
		const { url } = stage().instance;
		expect(await tabs.trigger.webhookUrl('Test URL')).toMatch(`${url}webhook-test/`);
		expect(await tabs.trigger.webhookUrl('Production URL')).toMatch(`${url}webhook/`);
		await shoot('trigger', root);
	});

	/** A list from which one may choose several stays open, over what is below it. */
	const closeList = async () => {
		const { form } = tabs.trigger;
		const { displayName } = property(builtDescriptions().trigger, 'urlNotice');
		await form.root.getByText(displayName).click();
	};

	step('asks for a credential only where it verifies', async () => {
		const { form } = tabs.trigger;
		await form.choose('Verification', 'None');
		await expectSeen(() => form.labels(), FIELDS.slice(1));
		const { trigger } = builtDescriptions();
		await form.root.getByText(property(trigger, 'noVerificationNotice').displayName).waitFor();
		await shoot('trigger-none', tabs.trigger.root);
		await form.choose('Verification', 'Signed');
		await expectSeen(() => form.labels(), FIELDS);
		await expectSeen(
			async () => (await form.field('Events').innerText()).trim(),
			expect.stringMatching(/Failed/),
		);
		await form.choose('Events', 'Transferred');
	});

	step('takes the results of one queue alone, which is chosen from a list', async () => {
		const { form } = tabs.trigger;
		await closeList();
		await form.choose('Assigned To', 'Queue');
		await expectSeen(() => form.labels(), [...FIELDS.slice(0, -1), 'Queue', 'Outputs']);
		await tabs.trigger.searchList('Queue', 'vip');
		await tabs.trigger.listed.first().click();
		await form.choose('Assigned To', 'Any');
		await expectSeen(() => form.labels(), FIELDS);
	});

	step('has an output for each result, if it is told to', async () => {
		const { form, root } = tabs.trigger;
		await form.choose('Outputs', 'One for Each Result');
		await form.choose('Events', 'Transferred');
		await closeList();
		const [{ message }] = builtDescriptions().trigger.hints ?? [];
		await root.getByTestId('node-hint').getByText(message).waitFor();
		await form.choose('Events', 'Transferred');
		await closeList();
		await root.getByTestId('node-hint').waitFor({ state: 'hidden' });

		await tabs.trigger.close();
		const node = tabs.result.node(NAME);
		await node.getByText('Transferred', { exact: true }).waitFor();
		await node.getByText('Failed', { exact: true }).waitFor();
		await shoot('canvas-outputs', node, { margin: 120 });
		await node.dblclick();
		await tabs.trigger.opened();
		await form.choose('Outputs', 'One');
	});

	step('shows the callback that came while it listened', async () => {
		const testUrl = await tabs.trigger.webhookUrl('Test URL');
		stage().simulator.setBehavior({});
		await tabs.trigger.execute();
		await tabs.trigger.root.getByText('Listening for test event').waitFor();

		const { world } = stage().simulator;
		const { form } = tabs.action;
		await tabs.assign.page.bringToFront();
		await form.fill('Agent', world.agents[0].id);
		await form.fill('Callback URL', testUrl);
		await tabs.action.execute();
		await expectSeen(() => tabs.action.table(), [expect.objectContaining({ outcome: 'accepted' })]);

		await tabs.result.page.bringToFront();
		const [request] = await tabs.action.table();
		await expectSeen(
			() => tabs.trigger.table(),
			[
				expect.objectContaining({
					outcome: 'transferred',
					agentId: world.agents[0].id,
					requestId: request.requestId,
					correlation: 'ticket:T-1001',
				}),
			],
		);
		await shoot('trigger-result', tabs.trigger.root);
	});
}
