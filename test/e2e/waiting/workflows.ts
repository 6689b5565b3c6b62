import { workflow as line } from '../stage/workflow';
import type { Node } from '../stage/nodes';

export const CREDENTIALS = {
	direct: 'Kore, straight to the execution',
	trigger: 'Kore, through the trigger',
};
export const TRIGGER_PATH = 'waiting-result';

const node = (
	type: string,
	name: string,
	parameters: Node['parameters'],
	rest?: Partial<Node>,
): Node => ({
	id: `${name}-0000-4000-8000-000000000001`.replaceAll(' ', ''),
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...rest,
});

/** Posts the item to the counter. */
const report = (url: string) =>
	node(
		'n8n-nodes-base.httpRequest',
		'Report',
		{
			method: 'POST',
			url,
			sendBody: true,
			specifyBody: 'json',
			jsonBody: '={{ JSON.stringify($json) }}',
		},
		{ typeVersion: 4.2 },
	);

const workflow = (id: string, name: string, nodes: Node[]) => ({ id, ...line(name, nodes) });

const credentials = (which: keyof typeof CREDENTIALS) => ({
	koreAgentAssistApi: { id: `kore-${which}`, name: CREDENTIALS[which] },
});

/** @param data name of the field with the values */
const assignAndWait = (which: keyof typeof CREDENTIALS, data: string) =>
	node(
		'n8n-nodes-kore-agentassist.koreAgentAssist',
		'Assign',
		{
			resource: 'conversation',
			operation: 'assign',
			assignTo: 'agent',
			agentId: { __rl: true, mode: 'id', value: `={{ ${data}.agent }}` },
			botSessionId: `={{ ${data}.session }}`,
			continueWhen: 'result',
			waitLimit: `={{ ${data}.limit ?? 10 }}`,
			waitUnit: 'minutes',
			options: {
				requestsPerMinute: 0,
				correlationData: { pair: [{ key: 'run', value: `={{ ${data}.run }}` }] },
			},
		},
		{ credentials: credentials(which) },
	);

/** Every element of the start's `items`. */
const items = () =>
	node('n8n-nodes-base.splitOut', 'Items', { fieldToSplitOut: 'body.items', options: {} });

/** The waiting node gets every element of the start's `items` in a turn of its own. */
function loopWorkflow(counter: string) {
	const turns = node('n8n-nodes-base.splitInBatches', 'Turns', { options: {} }, { typeVersion: 3 });
	const assign = assignAndWait('trigger', '$json');
	const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
	return {
		...workflow('waitingLoop', 'Assign and wait, in a loop', [
			start('loop'),
			items(),
			turns,
			assign,
			report(`${counter}/result`),
		]),
		connections: {
			Start: { main: [to('Items')] },
			Items: { main: [to('Turns')] },
			Turns: { main: [[], to('Assign')] },
			Assign: { main: [to('Report')] },
			Report: { main: [to('Turns')] },
		},
	};
}

/** The waiting node is set to Execute Once and gets all elements of the start's `items` in one run. */
function onceWorkflow(counter: string) {
	const assign = { ...assignAndWait('trigger', '$json'), executeOnce: true };
	const nodes = [start('once'), items(), assign, report(`${counter}/result`)];
	return workflow('waitingOnce', 'Assign and wait, once', nodes);
}

const start = (name: string) =>
	node(
		'n8n-nodes-base.webhook',
		'Start',
		{ httpMethod: 'POST', path: `start-${name}` },
		{ typeVersion: 2, webhookId: `start-${name}` },
	);

/**
 * Assign and wait, started by a webhook with `{ session, agent, limit }`; and the trigger that takes the callbacks.
 */
export function waitingWorkflows(counter: string) {
	const assign = (which: keyof typeof CREDENTIALS) => [
		start(which),
		assignAndWait(which, '$json.body'),
		report(`${counter}/result`),
	];
	const take = [
		node(
			'n8n-nodes-kore-agentassist.koreAgentAssistTrigger',
			'Result',
			{ events: ['transferred', 'failed'], assignTo: 'any', verification: 'signed' },
			{ credentials: credentials('trigger'), webhookId: TRIGGER_PATH },
		),
		report(`${counter}/event`),
	];
	return [
		workflow('waitingDirect', 'Assign and wait, straight', assign('direct')),
		workflow('waitingTrigger', 'Assign and wait, through the trigger', assign('trigger')),
		loopWorkflow(counter),
		onceWorkflow(counter),
		workflow('waitingResult', 'Take results', take),
	];
}

/** Assign and wait as a builder executes it in the editor. */
export function manualWorkflow(
	which: keyof typeof CREDENTIALS,
	counter: string,
	transfer: { agent: string; session: string },
) {
	return workflow('', 'Assign and wait, by hand', [
		node('n8n-nodes-base.manualTrigger', 'Start', {}),
		assignAndWait(which, `(${JSON.stringify(transfer)})`),
		report(`${counter}/result`),
	]);
}
