import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { TransferResult } from '../../dist/nodes/shared/callback/transferResult';
import { QUEUE } from './harness/ids';
import type { FailedOutput } from './harness/run';
import { by, byId, NO_CALLBACK, RETRY, toQueue } from './harness/setup';
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
	const tool = createTool({ options: { timeout: 200 } }, RETRY);
	const [result] = await tool({});
	expect(result.error).toBe('Kore did not answer within 0.2 seconds');
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
