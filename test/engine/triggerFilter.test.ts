import axios from 'axios';
import type { INodeParameters, IWebhookData, WorkflowActivateMode } from 'n8n-workflow';
import { additionalData } from './harness/additionalData';
import { startCallbackHost } from './harness/callbackHost';
import { AGENT, QUEUE } from './harness/ids';
import { HookContext } from './harness/n8n';
import { createWorkflow, koreNode, types } from './harness/nodes';
import { runAssign } from './harness/run';
import { sentUrl } from './harness/sent';
import { byId, NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator(NO_CALLBACK);

/** What n8n does when the workflow is published, or listens for a test. */
async function publish(parameters: INodeParameters, activation: WorkflowActivateMode = 'activate') {
	const node = koreNode('koreAgentAssistTrigger', { events: ['failed'], ...parameters });
	const context = new HookContext(
		createWorkflow([node]),
		node,
		additionalData(credential),
		'trigger',
		activation,
		{ webhookDescription: { name: 'default' } } as IWebhookData,
	);
	return await types.koreAgentAssistTrigger.webhookMethods.default.checkExists.call(context);
}

/** To no node of the workflow. */
const FAILS = "={{ $('Nobody').item.json.id }}";

const ANY_STATUS = { validateStatus: () => true };

const agents = (value: string) => ({ assignTo: 'agent', agentId: byId(value) });
const queues = (value: string) => ({ assignTo: 'queue', queueId: byId(value) });

it.each<[INodeParameters, string | RegExp, RegExp]>([
	[agents('u-123'), "'Agent' is a user ID: u-123", /enter the agent ID \(it begins with a-\)/],
	[agents(`${AGENT}, ada@example.com`), /^'Agent' is an e-mail address: ada@/, /\(a-…\)/],
	[agents(QUEUE), /^'Agent' is a queue ID/, /\(a-…\)/],
	[queues(AGENT), /^'Queue' is an agent ID/, /\(qu-…\)/],
	[queues('Technical Support'), /^'Queue' has white space in it/, /An ID has none/],
	[{ events: FAILS }, /^The expression of 'Events' fails: /, /choose a fixed value/],
	[{ assignTo: FAILS }, /^The expression of 'Assigned To' fails: /, /choose a fixed value/],
	[agents(FAILS), /^The expression of 'Agent' fails: /, /choose a fixed value/],
	[queues("={{ ['qu-1', 'u-1'] }}"), "'Queue' is a user ID: u-1", /\(qu-…\)/],
	[
		{ assignTo: '={{ "Agent" }}' },
		"'Assigned To' is Agent",
		/^It must be 'any', 'agent' or 'queue'/,
	],
	[{ assignTo: '={{ 5 }}' }, "'Assigned To' is 5", /^It must be 'any', 'agent' or 'queue'/],
	[
		{ events: '={{ ["ok"] }}' },
		`'Events' is ["ok"]`,
		/^It must be 'transferred', 'failed' or both/,
	],
	[
		{ events: '={{ "Failed" }}' },
		"'Events' is Failed",
		/^It must be 'transferred', 'failed' or both/,
	],
])('a trigger with %j is not published', async (parameters, message, description) => {
	await expect(publish(parameters)).rejects.toMatchObject({
		name: 'NodeOperationError',
		message: typeof message === 'string' ? message : (expect.stringMatching(message) as string),
		description: expect.stringMatching(description) as string,
	});
});

it.each<INodeParameters>([
	{},
	agents(''),
	agents(` ${AGENT} , a-2,`),
	queues(`={{ ['qu-1', 'qu-2'] }}`),
	// Chosen before 'Assigned To' was set back.
	{ agentId: byId('u-1') },
	{ events: '={{ "transferred, failed" }}' },
	// May have a value later.
	{ assignTo: '={{ "" }}' },
	{ events: '={{ "" }}' },
	agents('={{ "" }}'),
])('a trigger with %j is', async (parameters) => {
	expect(await publish(parameters)).toBe(true);
});

it.each<WorkflowActivateMode>(['init', 'leadershipChange'])(
	'a restart (%s) refuses nothing',
	async (mode) => {
		expect(await publish(agents('={{ "u-" + 1 }}'), mode)).toBe(true);
	},
);

/** Lines in the log of a trigger that a genuine result reaches. */
async function logOf(parameters: INodeParameters) {
	const trigger = await startCallbackHost({
		parameters: { events: ['transferred'], ...parameters },
		credential,
	});
	try {
		await runAssign({ credential, parameters: toAgent(AGENT, { callbackUrl: trigger.url }) });
		const url = sentUrl(simulator);
		const post = async () => await axios.post(url, { status: 'transferred' }, ANY_STATUS);
		expect([(await post()).status, (await post()).status]).toEqual([200, 200]);
		expect(trigger.events).toEqual([]);
		return trigger.calls.flatMap(({ log }) => log);
	} finally {
		await trigger.stop();
	}
}

it('whose expression gives a user ID later says so in the log', async () => {
	expect(await logOf(agents('={{ "u-" + 1 }}'))).toEqual([
		expect.stringMatching(/lets no result through: 'Agent' is a user ID: u-1\. Kore keeps/),
	]);
});

it.each<[INodeParameters, string]>([
	[{ events: '={{ "success" }}' }, "'Events' is success"],
	[{ assignTo: '={{ "agents" }}' }, "'Assigned To' is agents"],
])('that has %j, which is not offered, says so in the log', async (parameters, found) => {
	const says = `lets no result through: ${found}.*It must be .*Check the expression`;
	expect(await logOf(parameters)).toEqual([expect.stringMatching(says)]);
});

it.each<[INodeParameters, string]>([
	[{ events: FAILS }, 'Events'],
	[{ events: '={{ $json.x.y }}' }, 'Events'],
	[{ events: '={{ 1 }}' }, 'Events'],
	[{ assignTo: FAILS }, 'Assigned To'],
	[agents(FAILS), 'Agent'],
	[agents('={{ $json.x.y }}'), 'Agent'],
	[{ assignTo: 'agent', agentId: { ...byId(''), value: FAILS } }, 'Agent'],
])('that has %j lets nothing through, and says so once', async (parameters, field) => {
	const says = `lets no result through: .*'${field}'.*correct the expression, or choose a fixed value`;
	expect(await logOf(parameters)).toEqual([expect.stringMatching(says)]);
});
