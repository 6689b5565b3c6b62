import {
	NodeOperationError,
	UserError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeParameters,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { answerPing } from '../../dist/nodes/KoreAgentAssistTrigger/answerPing';
import { emitEvent } from '../../dist/nodes/KoreAgentAssistTrigger/emitEvent';
import { isWanted } from '../../dist/nodes/KoreAgentAssistTrigger/filter';
import { ownAddress } from '../../dist/nodes/KoreAgentAssistTrigger/ownAddress';
import { openRelay, sealRelay, type Relay } from '../../dist/nodes/KoreAgentAssistTrigger/relay';
import { CHANGED, relayKeys } from '../../dist/nodes/KoreAgentAssistTrigger/relayKeys';
import { PING_HEADER, signPing } from '../../dist/nodes/shared/callback/ping';
import type { Callback } from '../../dist/nodes/shared/callback/receive';
import type { TransferResult } from '../../dist/nodes/shared/callback/transferResult';
import { callbackKeys } from '../../dist/nodes/shared/credential/callbackKeys';
import { readCredential } from '../../dist/nodes/shared/credential/credential';
import { koreNode } from '../engine/harness/nodes';

const CREDENTIAL = { clientId: 'cs-1', clientSecret: 'a-client-secret-for-tests' };
const KEYS = callbackKeys(readCredential(CREDENTIAL))!;
const OWN = 'https://n8n.example.com/base/webhook-waiting';

describe('the address of a waiting execution', () => {
	const addressOf = (rest: Partial<Relay>) => {
		const context = { evaluateExpression: () => `${OWN}/9?signature=own` };
		const relay = { resumeUrl: `${OWN}/7/node-1`, executionId: '7', token: 't', ...rest };
		return ownAddress(context as unknown as IExecuteFunctions, relay as Relay);
	};

	it.each<[string, Partial<Relay>, string]>([
		['the node', {}, 'node-1?token=t'],
		["n8n's signature", { resumeUrl: `${OWN}/7/n?signature=s` }, 'n?signature=s&token=t'],
		['an empty one', { resumeUrl: `${OWN}/7/n?signature=` }, 'n?signature=&token=t'],
		['nothing else of the query', { resumeUrl: `${OWN}/7/n?a=1#b` }, 'n?token=t'],
		['a node with an odd ID', { resumeUrl: `${OWN}/7/a%20b` }, 'a%20b?token=t'],
	])('has %s', (_, rest, end) => expect(addressOf(rest)).toBe(`${OWN}/7/${end}`));

	it.each<[string, Partial<Relay>]>([
		['another host', { resumeUrl: 'https://n8n.example.org/base/webhook-waiting/7/n' }],
		['another path', { resumeUrl: 'https://n8n.example.com/webhook-waiting/7/n' }],
		['another execution', { resumeUrl: `${OWN}/8/n` }],
		['an execution that is a path', { executionId: '7/x', resumeUrl: `${OWN}/7/x/n` }],
		['an execution that is half one', { executionId: 'x/7', resumeUrl: `${OWN}/x/7/n` }],
		['no node', { resumeUrl: `${OWN}/7/` }],
		['a path as node', { resumeUrl: `${OWN}/7/a/b` }],
		['a hidden path as node', { resumeUrl: `${OWN}/7/a%2Fb` }],
		['a hidden Windows path as node', { resumeUrl: `${OWN}/7/a%5Cb` }],
		['a way up', { resumeUrl: `${OWN}/7/..` }],
		['a hidden way up', { resumeUrl: `${OWN}/7/%2e%2e` }],
		['what is encoded otherwise', { resumeUrl: `${OWN}/7/%61` }],
		['what cannot be decoded', { resumeUrl: `${OWN}/7/%ff` }],
	])('is none with %s', (_, rest) => expect(addressOf(rest)).toBeUndefined());
});

describe('the keys inside the execution of a callback', () => {
	beforeEach(() => void jest.useFakeTimers());
	afterEach(() => void jest.useRealTimers());

	const read = async (answers: Array<object | Error>, signal?: AbortSignal) => {
		let reads = 0;
		const began = Date.now();
		const context = {
			getExecutionCancelSignal: () => signal,
			getCredentials: async () => {
				const answer = answers[Math.min(reads++, answers.length - 1)];
				return answer instanceof Error ? await Promise.reject(answer) : answer;
			},
		} as unknown as IExecuteFunctions;
		const reading = relayKeys(context);
		let isOver = false;
		void reading.finally(() => (isOver = true));
		for (let step = 0; step < 5000 && !isOver; step++) await jest.advanceTimersByTimeAsync(50);
		return { keys: await reading, reads, seconds: (Date.now() - began) / 1000 };
	};
	const away = new Error('The database is away');

	it.each<[string, Error | object]>([
		['the node has none', new NodeOperationError(koreNode('koreAgentAssistTrigger', {}), 'None')],
		['it cannot be used', new UserError('Too short')],
		['it gives no key', {}],
	])('are not to be had where %s', async (_, answer) => {
		expect(await read([answer])).toMatchObject({ keys: CHANGED, reads: 1 });
	});

	it('are read again while the database is away, for a minute and a half', async () => {
		expect(await read([CREDENTIAL])).toMatchObject({ keys: KEYS, reads: 1 });
		expect(await read([away, away, CREDENTIAL])).toMatchObject({ keys: KEYS, reads: 3 });
		const { keys, seconds, reads } = await read([away]);
		expect(keys).toBe('n8n could not read the credential');
		expect(seconds).toBeGreaterThan(90);
		expect(seconds).toBeLessThan(93);
		// With pauses of 100 ms, 200 ms and so on, up to 2 s.
		expect(reads).toBe(50);
		const stopped = await read([away], AbortSignal.abort());
		expect(stopped).toMatchObject({ keys: 'it was stopped', reads: 1 });
	});
});

it('seals what hands a callback on, and nothing where no execution waits for it', () => {
	const wait = { answeredBy: 1, until: 2, resumeUrl: `${OWN}/7/n` };
	const facts = { requestId: 'r', executionId: '7', wait };
	const callback = { verified: { token: 't', facts, keys: KEYS }, text: 'x', contentType: 'y' };
	const sealed = sealRelay(callback as unknown as Callback, false);
	expect(openRelay(sealed, KEYS)).toEqual({
		requestId: 'r',
		executionId: '7',
		...wait,
		token: 't',
		text: 'x',
		contentType: 'y',
		wanted: false,
	});
	expect(openRelay('x', KEYS)).toBeUndefined();
	for (const verified of [
		undefined,
		{ token: 't', facts: { ...facts, wait: undefined }, keys: KEYS },
		{ token: 't', facts: { ...facts, wait: { ...wait, resumeUrl: undefined } }, keys: KEYS },
	]) {
		expect(sealRelay({ ...callback, verified } as unknown as Callback, true)).toBeUndefined();
	}
});

describe('the event', () => {
	const emit = async (
		items: INodeExecutionData[],
		{
			outputs = 'one',
			credential = CREDENTIAL,
		}: { outputs?: string; credential?: object | Error } = {},
	) => {
		const log: string[] = [];
		const hints: string[] = [];
		const context = {
			getInputData: () => items,
			getNode: () => ({ name: 'Trigger' }),
			getNodeParameter: () => outputs,
			addExecutionHints: ({ type, location, message }: Record<string, string>) =>
				hints.push(`${type} ${location}: ${message}`),
			logger: { warn: (line: string) => log.push(line) },
			getExecutionCancelSignal: () => undefined,
			evaluateExpression: () => `${OWN}/9`,
			getCredentials: async () =>
				credential instanceof Error ? await Promise.reject(credential) : credential,
			helpers: {
				httpRequest: async () => ({ statusCode: 200, body: '{"resumed":true}' }),
			},
		} as unknown as IExecuteFunctions;
		return { output: await emitEvent.call(context), log, hints };
	};
	let relays = 0;
	const relay = (wanted: boolean) => {
		const facts = {
			requestId: `emitted-${++relays}`,
			executionId: '7',
			wait: { answeredBy: 1, until: 2, resumeUrl: `${OWN}/7/n` },
		};
		const verified = { token: 't', facts, keys: KEYS };
		return sealRelay({ verified, text: '', contentType: '' } as unknown as Callback, wanted)!;
	};
	const item = (json: IDataObject, rest: object = {}) => ({ json, ...rest });

	it('that nobody waits for goes out as it is', async () => {
		const pairedItem = { item: 5 };
		const { output, log } = await emit([item({ a: 1 }), item({ relay: 7 }, { pairedItem })]);
		expect(output).toEqual([
			[item({ a: 1 }, { pairedItem: { item: 0 } }), item({ relay: 7 }, { pairedItem })],
		]);
		expect(log).toEqual([]);
	});

	it('says that it has resumed the execution, and is left out where only that one wants it', async () => {
		const { output, log } = await emit([
			item({ outcome: 'failed', relay: relay(true) }),
			item({ relay: relay(false) }),
			item({ outcome: 'transferred', relay: relay(true) }),
		]);
		expect(output).toEqual([
			[
				item({ outcome: 'failed', resumed: true }, { pairedItem: { item: 0 } }),
				item({ outcome: 'transferred', resumed: true }, { pairedItem: { item: 2 } }),
			],
		]);
		expect(log).toEqual([]);
	});

	it.each<[string, string, object | Error]>([
		['of another credential', CHANGED, { ...CREDENTIAL, clientSecret: 'another-for-tests' }],
		['without one', CHANGED, new UserError('None')],
	])('that a trigger %s cannot hand on goes out, and the log says so', async (_, why, own) => {
		const { output, log } = await emit([item({ a: 1, relay: relay(false) })], { credential: own });
		expect(output[0]).toEqual([item({ a: 1, resumed: false }, { pairedItem: { item: 0 } })]);
		expect(log).toEqual([
			`Trigger could not resume the execution that waits for a transfer result: ${why}. The execution goes on when its limit is over.`,
		]);
	});

	it('leaves by the output of its result', async () => {
		const items = ['transferred', 'failed', 'other'].map((outcome) => item({ outcome }));
		const { output } = await emit(items, { outputs: 'perResult' });
		expect(output.map((events) => events.map(({ json }) => json.outcome))).toEqual([
			['transferred'],
			['failed', 'other'],
		]);
	});

	it('loses the mark of one that was not checked, with a hint', async () => {
		const { output, hints } = await emit([item({ a: 1, unchecked: true }), item({ unchecked: 1 })]);
		expect(output[0].map(({ json }) => json)).toEqual([{ a: 1 }, { unchecked: 1 }]);
		expect(hints).toEqual([
			expect.stringMatching(/^warning outputPane: .*'Verification' is 'None'.*to 'Signed'/),
		]);
	});
});

describe('the filter', () => {
	let nodes = 0;
	const judge = (event: Partial<TransferResult>, given: INodeParameters, saved = given) => {
		const log: string[] = [];
		const node = { id: `filter-${++nodes}`, name: 'Trigger', parameters: saved };
		const context = {
			getNode: () => node,
			getWorkflow: () => ({ id: 'w' }),
			getNodeParameter: (name: string, fallback: unknown) => given[name] ?? fallback,
			logger: { warn: (line: string) => log.push(line) },
		} as unknown as IWebhookFunctions;
		const result = { outcome: 'failed', assignTo: null, agentId: null, queueId: null, ...event };
		return { wanted: isWanted(context, result as TransferResult), log, context };
	};
	const FAILED = { events: ['failed'] };
	const AGENT = { assignTo: 'agent', agentId: 'a-1' } as const;
	const QUEUE = { assignTo: 'queue', queueId: 'qu-1' } as const;

	it.each<[string, Partial<TransferResult>, INodeParameters, boolean]>([
		['one of its events', {}, FAILED, true],
		['another event', { outcome: 'transferred' }, FAILED, false],
		['whom it names', AGENT, { ...FAILED, ...AGENT }, true],
		['one of several', AGENT, { ...FAILED, assignTo: 'agent', agentId: 'a-0, a-1' }, true],
		['somebody else', { ...AGENT, agentId: 'a-2' }, { ...FAILED, ...AGENT }, false],
		['nobody', { assignTo: 'agent' }, { ...FAILED, ...AGENT }, false],
		['anybody of the kind', AGENT, { ...FAILED, assignTo: 'agent' }, true],
		['nobody of the kind', {}, { ...FAILED, assignTo: 'agent' }, false],
		['the other kind', { ...QUEUE, agentId: 'a-1' }, { ...FAILED, ...AGENT }, false],
		['a queue that it names', QUEUE, { ...FAILED, ...QUEUE }, true],
		['another queue', { ...QUEUE, queueId: 'qu-2' }, { ...FAILED, ...QUEUE }, false],
		[
			'a kind that there is not',
			{ assignTo: 'team' as never },
			{ ...FAILED, assignTo: 'team' },
			false,
		],
	])('of %s lets through what it is set to', (_, event, parameters, expected) => {
		expect(judge(event, parameters)).toMatchObject({ wanted: expected, log: [] });
	});

	const lost = (field: string) => [
		`Trigger lets no result through: '${field}' is empty: its expression found nothing. Before the trigger there is no item: correct the expression, or choose a fixed value.`,
	];
	it.each<[string, INodeParameters, INodeParameters, string[]]>([
		['Events', { events: [] }, { events: '={{ [] }}' }, lost('Events')],
		['Events, left blank', { events: [] }, { events: [] }, []],
		['Assigned To', { ...FAILED, assignTo: '' }, { assignTo: '={{ "" }}' }, lost('Assigned To')],
		[
			'Agent',
			{ ...FAILED, assignTo: 'agent', agentId: '' },
			{ agentId: { __rl: true, mode: 'id', value: '={{ "" }}' } },
			lost('Agent'),
		],
		[
			'Queue',
			{ ...FAILED, assignTo: 'queue', queueId: ' ' },
			{ queueId: '={{ " " }}' },
			lost('Queue'),
		],
		[
			'Agent, found to be a user',
			{ ...FAILED, assignTo: 'agent', agentId: 'u-1' },
			{ agentId: '={{ 1 }}' },
			[
				expect.stringMatching(
					/no result through: 'Agent' is a user ID: u-1\. Kore keeps/,
				) as string,
			],
		],
	])('whose expression finds nothing for %s says so', (_, given, saved, log) => {
		const event = { ...AGENT, assignTo: (given.assignTo || 'agent') as 'agent' };
		expect(judge(event, given, saved)).toMatchObject({ wanted: false, log });
	});

	it('says so once a minute', () => {
		const { context, log } = judge({}, { events: [] }, { events: '={{ [] }}' });
		isWanted(context, {} as TransferResult);
		expect(log).toHaveLength(1);
	});
});

describe('a ping', () => {
	interface PingCase {
		verification?: string;
		mode?: string;
		data?: object;
	}
	let credentials = 0;
	const ping = async (
		token: unknown,
		{ verification = 'signed', mode = 'webhook', data = CREDENTIAL }: PingCase = {},
	) => {
		const answers: unknown[] = [];
		const response = {
			status: (code: number) => (answers.push(code), response),
			json: (body: object) => answers.push(body),
		};
		const id = `pinged-${++credentials}`;
		const context = {
			getHeaderData: () => ({ [PING_HEADER]: token }),
			getNodeParameter: (_name: string, fallback: unknown) => verification || fallback,
			getMode: () => mode,
			getNode: () => ({ credentials: { koreAgentAssistApi: { id } } }),
			getCredentials: async () => data,
			getResponseObject: () => response,
		} as unknown as IWebhookFunctions;
		const webhook = await answerPing(context);
		return { webhook, answers };
	};
	const RECEIVED = 'Kore AgentAssist Trigger: ping received, no workflow was started';

	it.each<[string, unknown, PingCase, number, object]>([
		[
			'of its credential',
			signPing(KEYS),
			{},
			200,
			{ message: RECEIVED, verification: 'signed', url: 'production' },
		],
		[
			'by its Test URL',
			signPing(KEYS),
			{ mode: 'manual' },
			200,
			{ message: RECEIVED, verification: 'signed', url: 'test' },
		],
		[
			'that it does not verify',
			'x',
			{ verification: 'none' },
			200,
			{ message: RECEIVED, verification: 'none', url: 'production' },
		],
		[
			'before anybody has set how to verify',
			signPing(KEYS),
			{ verification: '' },
			200,
			{ message: RECEIVED, verification: 'signed', url: 'production' },
		],
		['of another credential', 'x', {}, 401, { message: 'Unauthorized' }],
		['without a key', 'x', { data: {} }, 500, { message: 'Callbacks cannot be verified' }],
	])('%s', async (_, token, ...[options, status, answer]) => {
		expect(await ping(token, options)).toEqual({
			webhook: { noWebhookResponse: true },
			answers: [status, { kind: 'koreAgentAssistTrigger', ...answer }],
		});
	});

	it('is none without its header', async () => {
		expect(await ping(undefined)).toEqual({ webhook: undefined, answers: [] });
	});
});
