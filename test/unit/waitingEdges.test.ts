import type { IDataObject, IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';
import { resumeWithCallback } from '../../dist/nodes/KoreAgentAssist/resources/conversation/waiting/resumeWithCallback';
import {
	assertOneItem,
	awaitedRequest,
	planWait,
	toolCannotWait,
	waitForResult,
} from '../../dist/nodes/KoreAgentAssist/resources/conversation/waiting/wait';
import { signCallbackUrl, type RequestFacts } from '../../dist/nodes/shared/callback/token';
import type { TransferResult } from '../../dist/nodes/shared/callback/transferResult';
import { callbackKeys } from '../../dist/nodes/shared/credential/callbackKeys';
import { readCredential } from '../../dist/nodes/shared/credential/credential';
import { koreNode } from '../engine/harness/nodes';

const CREDENTIAL = { clientId: 'cs-1', clientSecret: 'a-client-secret-for-tests' };
const KEYS = callbackKeys(readCredential(CREDENTIAL))!;

const problemOf = (work: () => unknown) => {
	try {
		return work();
	} catch (error) {
		const { message, description } = error as { message: string; description: string };
		return [message, description];
	}
};

describe('the plan of a wait', () => {
	const plan = (given: IDataObject, address = 'https://n8n/webhook-waiting/7?signature=s') => {
		const context = {
			getNode: () => koreNode('koreAgentAssist', {}, { id: 'a/b' }),
			getNodeParameter: (name: string, _item: number, fallback: unknown) => given[name] ?? fallback,
			evaluateExpression: () => address,
		} as unknown as IExecuteFunctions;
		return problemOf(() => planWait(context));
	};
	const resumeUrl = 'https://n8n/webhook-waiting/7/a%2Fb?signature=s';

	it.each([
		[{}, 600_000],
		[{ waitLimit: 2 }, 120_000],
		[{ waitLimit: '1.5', waitUnit: 'hours' }, 5_400_000],
		[{ waitLimit: 1, waitUnit: 'days' }, 86_400_000],
	])('with %j', (given, limitMs) => expect(plan(given)).toEqual({ resumeUrl, limitMs }));

	it('takes an address that ends with a slash', () => {
		expect(plan({}, 'https://n8n/webhook-waiting/7/')).toMatchObject({
			resumeUrl: 'https://n8n/webhook-waiting/7/a%2Fb',
		});
	});

	const HOW = "Enter a number above 0, and 'Minutes', 'Hours' or 'Days'. Nothing was sent.";
	it.each([
		[{ waitLimit: 0 }, "'Wait At Most' is 0 minutes", HOW],
		[{ waitLimit: -1, waitUnit: 'days' }, "'Wait At Most' is -1 days", HOW],
		[{ waitLimit: 'long' }, "'Wait At Most' is long minutes", HOW],
		[{ waitLimit: 1, waitUnit: 'weeks' }, "'Wait At Most' is 1 weeks", HOW],
		[
			{ waitLimit: 1e6, waitUnit: 'days' },
			"'Wait At Most' is 1000000 days",
			'n8n cannot keep an execution waiting for so long. Enter a shorter time. Nothing was sent.',
		],
	])('is none with %j', (given, ...problem) => expect(plan(given)).toEqual(problem));
});

it('takes one item at a time, and no tool', () => {
	const context = {
		getNode: () => koreNode('koreAgentAssist', {}),
	} as unknown as IExecuteFunctions;
	expect(problemOf(() => assertOneItem(context, 1))).toBeUndefined();
	expect(problemOf(() => assertOneItem(context, 2))).toEqual([
		"With 'Continue' set to 'When the Transfer Has Ended', the node takes one item at a time, and 2 came",
		expect.stringMatching(/^Put a Loop Over Items node with batch size 1.*Nothing was sent\.$/),
	]);
	expect(toolCannotWait(context).description).toMatch(/'When Kore Has Accepted'/);
});

it('puts what goes out after the limit in place of the input, until then', async () => {
	const data = { main: [[{ json: { input: true } }]] };
	let until = 0;
	const context = {
		getExecuteData: () => ({ data }),
		putExecutionToWait: async (date: Date) => void (until = date.getTime() - Date.now()),
	} as unknown as IExecuteFunctions;
	const result = { requestId: 'r-1', outcome: 'accepted' } as TransferResult;
	const timedOut = {
		json: { requestId: 'r-1', outcome: 'timedOut' },
		pairedItem: { item: 0 },
	};
	expect(await waitForResult(context, result, 60_000)).toEqual([[timedOut]]);
	expect(data.main[0]).toEqual([timedOut]);
	expect(until).toBeGreaterThan(59_000);
	expect(until).toBeLessThanOrEqual(60_000);
});

describe('a callback for a waiting execution', () => {
	let requests = 0;
	/** Resumes with a callback of `requestId`, where the execution waits for `awaited`, or n8n cannot tell. */
	async function resume(requestId: string, awaited: string | Error, token?: string) {
		const facts: RequestFacts = {
			requestId,
			botSessionId: 's-1',
			target: { assignTo: 'agent', id: 'a-1' },
			requestedAt: Date.now(),
			executionId: '7',
			workflowId: 'w',
			correlation: {},
		};
		const url = new URL(signCallbackUrl('https://h/w', facts, KEYS));
		const answers: unknown[] = [];
		const response = {
			status: (code: number) => (answers.push(code), response),
			json: (body: object) => answers.push(body),
		};
		const context = {
			getQueryData: () => ({ token: token ?? url.searchParams.get('token') }),
			getHeaderData: () => ({}),
			getRequestObject: () => ({ rawBody: Buffer.from('{"status":"transferred"}') }),
			getNode: () => ({ id: `waits-${++requests}`, name: 'Kore' }),
			getWorkflow: () => ({ id: 'w' }),
			getCredentials: async () => CREDENTIAL,
			getResponseObject: () => response,
			evaluateExpression: (text: string) => {
				if (awaited instanceof Error) throw awaited;
				return text === '{{ $json.requestId }}' ? awaited : undefined;
			},
			logger: { warn: () => {} },
		} as unknown as IWebhookFunctions;
		return { webhook: await resumeWithCallback.call(context), answers, context };
	}

	it('resumes it with the result, once', async () => {
		const { webhook, answers } = await resume('w-1', 'w-1');
		expect(answers).toEqual([]);
		expect(webhook).toMatchObject({
			webhookResponse: { message: 'Received', resumed: true },
			workflowData: [
				[
					{
						json: { outcome: 'transferred', requestId: 'w-1', agentId: 'a-1' },
						pairedItem: { item: 0 },
					},
				],
			],
		});
		expect(await resume('w-1', 'w-1')).toMatchObject({
			webhook: { noWebhookResponse: true },
			answers: [409, { message: 'Another callback is resuming it' }],
		});
	});

	it.each<[string, string | Error, string | undefined, unknown[]]>([
		[
			'of another request',
			'w-0',
			undefined,
			[{ message: 'This transfer is not awaited any more', resumed: false }],
		],
		['that is forged', 'w-2', 'x', [401, { message: 'Unauthorized' }]],
		['that n8n cannot judge', new Error('?'), undefined, [503, { message: 'Try again later' }]],
	])('%s resumes nothing', async (_, awaited, token, answers) => {
		expect(await resume('w-2', awaited, token)).toMatchObject({
			webhook: { noWebhookResponse: true },
			answers,
		});
	});

	it('knows what is awaited, unless n8n cannot tell', async () => {
		const { context } = await resume('w-3', 'w-4');
		expect(awaitedRequest(context)).toBe('w-4');
		const { context: other } = await resume('w-5', new Error('?'));
		expect(awaitedRequest(other)).toBeUndefined();
	});
});
