'use strict';

const CREDENTIALS = {
	direct: 'Kore, straight to the execution',
	trigger: 'Kore, through the trigger',
};
const TRIGGER_PATH = 'waiting-result';

/** @param {string} type @param {string} name @param {object} parameters @param {object} [rest] */
const node = (type, name, parameters, rest) => ({
	id: `${name}-0000-4000-8000-000000000001`.replaceAll(' ', ''),
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...rest,
});

/** Posts the item to the counter. @param {string} url */
const report = (url) =>
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

/** @param {any[]} nodes */
const chain = (nodes) =>
	Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name }, i) => [
				name,
				{ main: [[{ node: nodes[i + 1].name, type: 'main', index: 0 }]] },
			]),
	);

/** @param {string} id @param {string} name @param {any[]} nodes */
const workflow = (id, name, nodes) => ({
	id,
	name,
	nodes,
	connections: chain(nodes),
	settings: { executionOrder: 'v1' },
	active: false,
});

/** @param {keyof typeof CREDENTIALS} which */
const credentials = (which) => ({
	koreAgentAssistApi: { id: `kore-${which}`, name: CREDENTIALS[which] },
});

/** @param {keyof typeof CREDENTIALS} which @param {string} data name of the field with the values */
const assignAndWait = (which, data) =>
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

/** The waiting node gets every element of the start's `items` in a turn of its own. */
function loopWorkflow(/** @type {string} */ counter) {
	const items = node('n8n-nodes-base.splitOut', 'Items', {
		fieldToSplitOut: 'body.items',
		options: {},
	});
	const turns = node('n8n-nodes-base.splitInBatches', 'Turns', { options: {} }, { typeVersion: 3 });
	const assign = assignAndWait('trigger', '$json');
	const to = (/** @type {string} */ name) => [{ node: name, type: 'main', index: 0 }];
	return {
		...workflow('waitingLoop', 'Assign and wait, in a loop', [
			start('loop'),
			items,
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
function onceWorkflow(/** @type {string} */ counter) {
	const items = node('n8n-nodes-base.splitOut', 'Items', {
		fieldToSplitOut: 'body.items',
		options: {},
	});
	const assign = { ...assignAndWait('trigger', '$json'), executeOnce: true };
	const nodes = [start('once'), items, assign, report(`${counter}/result`)];
	return workflow('waitingOnce', 'Assign and wait, once', nodes);
}

/** @param {string} name */
const start = (name) =>
	node(
		'n8n-nodes-base.webhook',
		'Start',
		{ httpMethod: 'POST', path: `start-${name}` },
		{ typeVersion: 2, webhookId: `start-${name}` },
	);

/**
 * Assign and wait, started by a webhook with `{ session, agent, limit }`; and the trigger that takes the callbacks.
 * @param {string} counter
 */
function waitingWorkflows(counter) {
	/** @param {keyof typeof CREDENTIALS} which */
	const assign = (which) => [
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

/**
 * Assign and wait as a builder executes it in the editor.
 * @param {keyof typeof CREDENTIALS} which
 * @param {string} counter
 * @param {{ agent: string, session: string }} transfer
 */
function manualWorkflow(which, counter, transfer) {
	return workflow('', 'Assign and wait, by hand', [
		node('n8n-nodes-base.manualTrigger', 'Start', {}),
		assignAndWait(which, `(${JSON.stringify(transfer)})`),
		report(`${counter}/result`),
	]);
}

module.exports = { CREDENTIALS, manualWorkflow, TRIGGER_PATH, waitingWorkflows };
