import { iconIn } from '../pages/icon';
import { expectSeen } from '../seen';
import type { Builder } from '../editor.e2e';

const NAME = 'Kore AgentAssist Trigger';
// Long enough to see, and take a picture of, what the editor shows meanwhile.
const WAIT_MS = 8000;

export function productionSteps({ step, shoot, stage, tabs }: Builder) {
	step('takes the result of every node once it is published', async () => {
		const { simulator } = stage();
		const { action, assign, result } = tabs;
		await assign.page.bringToFront();
		await action.form.fill('Callback URL', '');
		const posted = simulator.callbacks().length;
		await action.execute();
		const [callback] = (await simulator.waitForCallbacks(posted + 1, 20_000)).slice(posted);
		expect(callback).toMatchObject({
			status: 200,
			url: expect.stringContaining(`${stage().instance.url}webhook/`) as string,
		});

		await result.page.bringToFront();
		const executions = await result.openExecutions();
		// The test event before, and this one.
		await expectSeen(() => executions.getByText(/^Succeeded/).count(), 2);
		await result.openEditor();
	});

	step('has the action wait for the end of the transfer, if it is told to', async () => {
		const { action, assign } = tabs;
		await assign.page.bringToFront();
		await action.form.choose('Continue', 'When the Transfer Has Ended');
		stage().simulator.setBehavior({ callback: { delayMs: WAIT_MS } });
		await action.execute();
		await action.output.getByText('Waiting until Kore reports how the transfer').waitFor();
		await shoot('action-waiting', action.root);
		await expectSeen(
			() => action.table(),
			[expect.objectContaining({ outcome: 'transferred', correlation: 'ticket:T-1001' })],
		);
		await shoot('action-wait', action.root);
	});

	step('has the action put behind it, for the transfers that fail', async () => {
		const { result } = tabs;
		await result.page.bringToFront();
		const retry = await result.addNext(
			'Kore AgentAssist',
			'Assign conversation to person or queue',
		);
		await retry.form.choose('Assign To', 'Queue');
		await retry.searchList('Queue', 'vip');
		await retry.listed.first().click();
		await retry.form.fill('Bot Session ID', stage().simulator.world.conversations[0].botSessionId);
		await retry.close();
		await expectSeen(() => result.nodes.count(), 2);
		const trigger = result.node(NAME);
		const action = result.node('Assign conversation to person or queue');
		await trigger.getByText('On failed or transferred').waitFor();
		await action.getByText('Assign to queue').waitFor();
		await expectSeen(() => iconIn(trigger), 'kore-agentassist.svg');
		await expectSeen(() => iconIn(action), 'kore-agentassist.svg');
		await result.root.click({ position: { x: 60, y: 120 } });
		await shoot('canvas', result.nodes, { margin: 120 });
	});
}
