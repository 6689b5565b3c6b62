import {
	extractFromAICalls,
	NodeHelpers,
	type IDataObject,
	type INode,
	type INodeParameters,
} from 'n8n-workflow';
import { KoreAgentAssist } from '../../dist/nodes/KoreAgentAssist/KoreAgentAssist.node';
import type { TransferResult } from '../../dist/nodes/shared/callback/transferResult';
import { QUEUE } from './harness/ids';
import { runAssign, type FailedOutput } from './harness/run';
import { by, byId, NO_CALLBACK, RETRY, toQueue } from './harness/setup';
import { toRead } from './harness/read';
import { serve } from './harness/serve';
import { koreNode, types } from './harness/nodes';
import { createTool as createToolOf } from './harness/tool';
import { useSimulator } from './harness/useSimulator';

// As a tool where n8n invokes a node directly (AI Agent version 2, MCP trigger). All ways in a real n8n: test/e2e/agent-tool.

const { simulator, credential } = useSimulator(NO_CALLBACK);

/** The tool of one execution, which assigns to a queue. */
function createTool(parameters?: INodeParameters, settings?: Partial<INode>) {
	const call = createToolOf(credential, toQueue(QUEUE, parameters), settings);
	return async (args: IDataObject) => (await call(args)) as Array<TransferResult & FailedOutput>;
}
const sent = () => simulator.requests().length;

it('tells the model that Kore has accepted', async () => {
	const [result] = await createTool()({});
	expect(result).toMatchObject({ outcome: 'accepted', queueId: QUEUE });
});

it('sends once what Kore may have accepted, also with Retry On Fail, and says so', async () => {
	simulator.setBehavior({ ...NO_CALLBACK, answer: { fault: 'hang' } });
	const tool = createTool({ options: { timeout: 1500 } }, RETRY);
	const [result] = await tool({});
	expect(result.error).toBe('Kore did not answer within 1.5 seconds');
	expect(result.message).toMatch(/^Kore may have accepted the transfer nevertheless/);
	// A model that tries again by itself.
	expect(await tool({})).toEqual([result]);
	expect(sent()).toBe(1);
});

it('sends a conversation once if the model calls it twice at the same time', async () => {
	const tool = createTool();
	const [one, two] = await Promise.all([tool({}), tool({})]);
	expect(two).toEqual(one);
	expect(sent()).toBe(1);
});

it('does not take the answer to one queue for an answer to another', async () => {
	const other = byId("={{ $fromAI('queue', '', 'string') }}");
	const tool = createTool({ queueId: other });
	await tool({ queue: QUEUE });
	const [result] = await tool({ queue: 'qu-2' });
	expect(result.error).toBe(
		`Conversation 6538f8a3c9cf425ee5cf0001 was sent to queue ${QUEUE} before, in this execution`,
	);
	expect(sent()).toBe(1);
});

it('has a queue by the name that the model gives, and is not fooled by another name', async () => {
	const named = by('name', "={{ $fromAI('queue', '', 'string') }}");
	const tool = createTool({ queueId: named });
	const [unknown] = await tool({ queue: 'Bills' });
	expect(unknown).toMatchObject({
		error: 'Kore has no queue with the name Bills',
		message: expect.stringMatching(/^Check the name/) as string,
	});
	const [result] = await tool({ queue: 'default queue' });
	expect(result).toMatchObject({ outcome: 'accepted', queueId: QUEUE });
	expect(await tool({ queue: ' Default Queue' })).toEqual([result]);
	for (const other of ['Sales', 'Bills']) {
		const [{ error }] = await tool({ queue: other });
		expect(error).toBe(
			`Conversation 6538f8a3c9cf425ee5cf0001 was sent to queue ${QUEUE} before, in this execution`,
		);
	}
	const assigns = simulator.requests().filter(({ method }) => method === 'POST');
	expect(assigns).toHaveLength(1);
});

it('sends a conversation to another queue if Kore has refused the first', async () => {
	simulator.setBehavior({
		...NO_CALLBACK,
		rules: [{ queueId: QUEUE, answer: { status: 412, body: '' } }],
	});
	const tool = createTool({
		queueId: byId("={{ $fromAI('queue', '', 'string') }}"),
	});
	const results = await Promise.all([tool({ queue: QUEUE }), tool({ queue: 'qu-2' })]);
	const [[refused], [accepted]] = results;
	expect(refused.error).toMatch(/HTTP 412/);
	expect(accepted).toMatchObject({ outcome: 'accepted', queueId: 'qu-2' });
	expect(sent()).toBe(2);
});

it.each<[string, INodeParameters, RegExp, RegExp]>([
	['an empty queue', { queueId: byId('') }, /^'Queue' is empty$/, /^Enter an ID in 'Queue'/],
	['an empty session', { botSessionId: '' }, /^'Bot Session ID' is empty$/, /^Enter an ID/],
	[
		'waiting',
		{ continueWhen: 'result' },
		/^A tool cannot wait until the transfer has ended$/,
		/^Nothing was sent\. Set 'Continue' of this tool to 'When Kore Has Accepted'/,
	],
	[
		'a wrong option',
		{ options: { concurrency: 0 } },
		/^'Concurrency' is 0$/,
		/^Enter a number from 1 on/,
	],
])(
	'tells the model in words of %s, and sends nothing',
	async (_name, parameters, error, advice) => {
		const [result] = await createTool(parameters, RETRY)({});
		expect(result.error).toMatch(error);
		expect(result.message).toMatch(advice);
		expect(sent()).toBe(0);
	},
);

it("is a tool also where n8n's engine runs it as any node, as for an AI Agent of version 3", async () => {
	const { items, error } = await runAssign({
		credential,
		parameters: toQueue(QUEUE, { continueWhen: 'result' }),
		type: 'koreAgentAssistTool',
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.error)).toEqual([
		'A tool cannot wait until the transfer has ended',
	]);
	expect(sent()).toBe(0);
});

it('tells the model of a credential that is not filled in', async () => {
	const { clientId } = credential;
	credential.clientId = '';
	try {
		const [result] = await createTool()({});
		expect(result.error).toBe("'Client ID' in the credential is empty");
	} finally {
		credential.clientId = clientId;
	}
});

it('is described to a model by what it does, if the builder has not', () => {
	const node = koreNode('koreAgentAssistTool', toQueue(QUEUE, { descriptionType: 'auto' }), {});
	expect(NodeHelpers.getToolDescriptionForNode(node, types.koreAgentAssistTool)).toBe(
		'Assign conversation to person or queue in Kore AgentAssist',
	);
});

it("gives n8n's builder expressions that n8n understands, with a default", () => {
	const hints = new KoreAgentAssist().description.properties.flatMap(
		({ builderHint }) => builderHint?.propertyHint ?? [],
	);
	const calls = hints.flatMap((hint) => extractFromAICalls(hint));
	expect(new Set(calls.map(({ key }) => key))).toEqual(new Set(['agent', 'queue']));
	expect(calls.filter(({ defaultValue }) => defaultValue !== '')).toEqual([]);
});

it('answers without what says nothing', async () => {
	const [result] = await createTool()({});
	expect(Object.keys(result)).toEqual([
		'outcome',
		'botSessionId',
		'assignTo',
		'queueId',
		'requestId',
		'requestedAt',
	]);
});

it('cuts what a gateway has sent', async () => {
	const body = `<html>${'Bad gateway '.repeat(8000)}</html>`;
	simulator.setBehavior({ ...NO_CALLBACK, answer: { status: 502, body } });
	const answer = await createTool()({});
	expect(answer).toMatchObject([{ error: expect.stringContaining('HTTP 502') as string }]);
	expect(JSON.stringify(answer)).toMatch(/Bad gateway.+… \(96013 characters\)/);
	expect(JSON.stringify(answer).length).toBeLessThan(1500);
});

it('cuts an item that is too long for a model by itself', async () => {
	const agents = Array.from({ length: 5000 }, (_, agent) => ({ id: `a-${agent}`, name: 'Ada' }));
	const kore = await serve((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ id: QUEUE, name: 'Billing', agents }));
	});
	try {
		const parameters = toRead('queue', 'get', { queueId: byId(QUEUE), simplify: false });
		const answer = await createToolOf({ ...credential, host: kore.url }, parameters)({});
		expect(answer).toEqual([
			{
				note: expect.stringMatching(
					/^The answer has \d{6} characters; this is its beginning/,
				) as string,
				beginning: expect.stringContaining('"name":"Billing"') as string,
			},
		]);
		expect(JSON.stringify(answer).length).toBeLessThan(20_000);
	} finally {
		await kore.stop();
	}
});

const NOT_AGAIN = / For the model: do not call this tool again for the conversation/;
const WITH_ANOTHER = / For the model: if a value that you gave is wrong, call this tool again/;

it.each([
	['may have accepted', { fault: 'reset' as const }, NOT_AGAIN],
	['has refused the values', { status: 412 }, WITH_ANOTHER],
	['does not know the credential', { status: 401 }, / For the model: say that it did not work\.$/],
])('tells the model what to do if Kore %s', async (_name, answer, advice) => {
	simulator.setBehavior({ ...NO_CALLBACK, answer });
	const [result] = await createTool()({});
	expect(result.message).toMatch(advice);
});

it('tells the model what to do if a value is wrong, or was used before', async () => {
	const tool = createTool({ queueId: byId("={{ $fromAI('queue') }}") });
	const [empty] = await tool({});
	expect(empty.message).toMatch(WITH_ANOTHER);
	await tool({ queue: QUEUE });
	const [before] = await tool({ queue: 'qu-2' });
	expect(before.message).toMatch(NOT_AGAIN);
	expect(before.details.cause).toBe('assignedBefore');
});

it('has every field from the model', async () => {
	const from = (key: string, type = 'string') => `={{ $fromAI('${key}', '', '${type}') }}`;
	const tool = createTool({
		assignTo: from('assignTo'),
		queueId: by('name', from('queue')),
		botSessionId: from('session'),
		callbackUrl: from('url'),
		options: {
			accountId: from('account'),
			orgId: from('organization'),
			streamId: from('stream'),
			signCallback: from('sign', 'boolean'),
			timeout: from('timeout', 'number'),
			ifUnsure: from('unsure'),
		},
	});
	const { accountId, orgId, streamId } = simulator.world;
	const [result] = await tool({
		assignTo: 'queue',
		queue: 'billing',
		session: 's-1',
		url: 'https://callback.invalid/mine',
		account: accountId,
		organization: orgId,
		stream: streamId,
		// Models give texts for true and for numbers.
		sign: 'false',
		timeout: '5000',
		unsure: 'askKore',
	});
	expect(result).toMatchObject({ outcome: 'accepted', botSessionId: 's-1' });
	expect(simulator.requests().at(-1)?.json).toEqual({
		callbackUrl: 'https://callback.invalid/mine',
		orgId,
		transferredType: 'QUEUE',
		queueId: result.queueId,
		botSessionId: 's-1',
	});
});
