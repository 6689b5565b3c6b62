import { builtDescriptions, property } from '../built';
import { Canvas } from '../pages/canvas';
import { iconIn } from '../pages/icon';
import { NodeView } from '../pages/nodeView';
import { expectSeen } from '../seen';
import type { Builder } from '../editor.e2e';

// n8n shows a node and its trigger as one entry, with the description of the trigger.
const ENTRY = 'Kore AgentAssist';

function eventNames(): string[] {
	const { options = [] } = property(builtDescriptions().trigger, 'events');
	return options.map((option) => {
		const own = 'action' in option ? option.action : undefined;
		return own ?? `On ${option.name.toLowerCase()}`;
	});
}

/** In alphabetical order, as n8n groups them by resource. */
function actionNames(): string[] {
	const { properties } = builtDescriptions().action;
	const operations = properties.filter(({ name }) => name === 'operation');
	return operations
		.flatMap(({ options = [] }) => options)
		.map((option) => ('action' in option ? String(option.action) : option.name))
		.sort();
}

export function nodePanelSteps({ step, stage, tabs }: Builder) {
	let canvas: Canvas;

	step('finds the trigger by "kore", with icon and description', async () => {
		canvas = await Canvas.openNew(stage().context);
		const { creator, page } = canvas;
		await creator.search('kore');
		await expectSeen(() => creator.names(), [ENTRY]);
		await creator.root.getByText(String(builtDescriptions().trigger.description)).waitFor();
		await expectSeen(() => iconIn(creator.item(ENTRY)), 'kore-agentassist.svg');
		await page.emulateMedia({ colorScheme: 'dark' });
		await expectSeen(() => iconIn(creator.item(ENTRY)), 'kore-agentassist.dark.svg');
		await page.emulateMedia({ colorScheme: 'light' });
	});

	step('lists what starts a workflow, and what a workflow can do', async () => {
		await canvas.creator.open(ENTRY);
		await expectSeen(() => canvas.creator.names(), eventNames());
		await canvas.creator.expand('Actions');
		await canvas.creator.item('Assign conversation to person or queue').waitFor();
		await canvas.page.close();
	});

	step('finds the action by "kore", and has it dragged into a workflow', async () => {
		tabs.assign = await Canvas.openNew(stage().context);
		const { creator, nodes, page } = tabs.assign;
		await creator.search('manual');
		await creator.item('Trigger manually').click();
		await expectSeen(() => nodes.count(), 1);

		await creator.search('kore');
		await expectSeen(() => creator.names(), [ENTRY]);
		await creator.open(ENTRY);
		await expectSeen(async () => (await creator.names()).sort(), actionNames());
		await creator.drag('Assign conversation to person or queue', { x: 900, y: 250 });
		tabs.action = await new NodeView(page).opened();
		await expectSeen(() => nodes.count(), 2);
		await expectSeen(() => iconIn(tabs.action.root), 'kore-agentassist.svg');
	});
}
