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

const agents = (value: string) => ({ assignTo: 'agent', agentId: byId(value) });
const queues = (value: string) => ({ assignTo: 'queue', queueId: byId(value) });

it.each<[INodeParameters, string | RegExp, RegExp]>([
	[agents('u-123'), "'Agent' is a user ID: u-123", /enter the agent ID \(it begins with a-\)/],
	[agents(`${AGENT}, ada@example.com`), /^'Agent' is an e-mail address: ada@/, /\(a-…\)/],
	[agents(QUEUE), /^'Agent' is a queue ID/, /\(a-…\)/],
	[queues(AGENT), /^'Queue' is an agent ID/, /\(qu-…\)/],
	[queues('Technical Support'), /^'Queue' has white space in it/, /An ID has none/],
	[queues("={{ ['qu-1', 'u-1'] }}"), "'Queue' is a user ID: u-1", /\(qu-…\)/],
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
	// May have a value later.
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

it('whose expression gives a user ID later says so in the log', async () => {
	const parameters = { events: ['transferred'], ...agents('={{ "u-" + 1 }}') };
	const trigger = await startCallbackHost({ parameters, credential });
	try {
		await runAssign({ credential, parameters: toAgent(AGENT, { callbackUrl: trigger.url }) });
		const { status } = await axios.post(sentUrl(simulator), { status: 'transferred' });
		expect([status, trigger.events]).toEqual([200, []]);
		expect(trigger.calls[0].log).toEqual([
			expect.stringMatching(/lets no result through: 'Agent' is a user ID: u-1\. Kore keeps/),
		]);
	} finally {
		await trigger.stop();
	}
});
