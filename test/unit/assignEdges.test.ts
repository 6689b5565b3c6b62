import jwt from 'jsonwebtoken';
import type { IExecuteFunctions } from 'n8n-workflow';
import type {
	EarlierTries,
	Settled,
} from '../../dist/nodes/KoreAgentAssist/resources/conversation/assign/earlierTries';
import type {
	AssignParameters,
	AssignRequest,
} from '../../dist/nodes/KoreAgentAssist/resources/conversation/assign/parameters';
import { lookIntoItem } from '../../dist/nodes/KoreAgentAssist/resources/conversation/assign/send';
import { findTargets } from '../../dist/nodes/KoreAgentAssist/resources/conversation/assign/targets';
import { invalidItem } from '../../dist/nodes/KoreAgentAssist/run/failedItem';
import type { Run } from '../../dist/nodes/KoreAgentAssist/run/openRun';
import { readItems } from '../../dist/nodes/KoreAgentAssist/run/readItems';
import { readCredential } from '../../dist/nodes/shared/credential/credential';
import type { KoreClient, KoreRequest } from '../../dist/nodes/shared/kore/client';
import { Directory } from '../../dist/nodes/shared/kore/directory/directory';
import type { Failure } from '../../dist/nodes/shared/kore/failures/failure';
import { QUEUE_LIST } from '../../dist/nodes/shared/kore/lists';
import { koreNode } from '../engine/harness/nodes';

const context = { getNode: () => koreNode('koreAgentAssist', {}) } as unknown as IExecuteFunctions;
const SENT_AT = Date.UTC(2026, 0, 1);
const shown = (id: string) => ({
	_id: 'c-1',
	transferDetails: [
		{ transferredAt: new Date(SENT_AT + 1000).toISOString(), transferredTo: [{ id }] },
	],
});

describe('a request that may have been accepted', () => {
	const failure: Failure = {
		cause: 'server',
		message: 'Down',
		description: 'Try again later.',
		httpCode: '500',
		maybeAccepted: true,
		response: null,
	};
	const request = {
		target: { assignTo: 'agent', id: 'a-1' },
		botSessionId: 's-1',
		asksKore: true,
		streamId: 'st-1',
		accountId: '1',
		timeoutMs: 5,
	} as AssignRequest;
	const settledWith = (rest: object = {}) =>
		({
			sent: { requestId: 'r-1', botSessionId: 's-1', target: request.target },
			sentAt: SENT_AT,
			failure,
			...rest,
		}) as Settled;

	/** Looks into it at a Kore that answers the calls so, one after the other. */
	async function look(
		answers: unknown[],
		settled: Settled | null = settledWith(),
		{ asksKore = true, signal }: { asksKore?: boolean; signal?: AbortSignal } = {},
	) {
		const asked: Array<KoreRequest<unknown>> = [];
		const lastingClient = {
			request: async (_account: string, describe: () => KoreRequest<unknown>) => {
				asked.push(describe());
				return answers[asked.length - 1];
			},
		};
		const run = { context, lastingClient, signal } as unknown as Run;
		const tries = { find: () => settled ?? undefined } as unknown as EarlierTries;
		const failed = invalidItem(context, 0, { message: 'as it was' });
		const found = await lookIntoItem(run, tries, failed, { ...request, asksKore }, 0);
		return { found, isAsIs: found === failed, asked, settled };
	}

	it('is asked for by its session, and its agent for his user ID', async () => {
		const { found, asked, settled } = await look([
			{ result: [shown('u-1')] },
			{ result: [{ userId: 'u-1' }] },
		]);
		expect(found.output.json).toMatchObject({
			message: expect.stringMatching(
				/^Kore has accepted the transfer nevertheless.*at 2026-01-01T00:00:01\.000Z\. Try again later\.$/,
			) as string,
			details: { requestId: 'r-1', agentId: 'a-1', kore: { accepted: 'yes' } },
		});
		expect(settled).toMatchObject({ kore: { accepted: 'yes' } });
		expect(asked).toMatchObject([
			{
				method: 'GET',
				path: ['st-1', 'conversations', 'sessions', 's-1'],
				timeoutMs: 5,
				call: {
					scope: 'SmartAssist Analytics',
					values: "Check 'Bot Session ID'.",
					answer: 'a conversation',
					wanted: 'a conversation of session s-1',
				},
			},
			{
				path: ['st-1', 'agents', 'a-1'],
				call: { answer: 'an agent', wanted: 'agent a-1' },
			},
		]);
		expect([asked[0].read({ _id: 1 }), asked[0].read({ userId: 1 })]).toEqual([
			[{ _id: 1 }],
			undefined,
		]);
		expect([asked[1].read({ _id: 1 }), asked[1].read({ userId: 1 })]).toEqual([
			undefined,
			[{ userId: 1 }],
		]);
	});

	it.each<[string, unknown[], string]>([
		['nobody knows the agent', [{ result: [shown('u-1')] }, { failure }], 'whose user ID is not'],
		['the node was stopped meanwhile', [{ result: [shown('u-1')] }, undefined], 'is not known.'],
		['it was stopped before', [undefined], 'The node was stopped before it had asked Kore.'],
		['Kore is down', [{ failure }], 'Kore could not be asked: Down. Try again later.'],
		[
			'there is no such conversation',
			[{ failure: { ...failure, cause: 'notFound', message: 'Nothing' } }],
			'Nothing. That is no proof: it may not be there yet',
		],
		[
			'there are several',
			[{ result: [shown('u-1'), shown('u-2')] }, { failure }],
			'Kore shows 2 conversations of this session.',
		],
	])('stays unsure where %s', async (_, answers, note) => {
		const { found } = await look(answers);
		const { kore } = found.output.json.details as { kore: { accepted: string; note: string } };
		expect(kore.accepted).toBe('unknown');
		expect(kore.note).toContain(note);
	});

	it.each<[string, Settled | null, Parameters<typeof look>[2]?]>([
		['nobody wants to know', settledWith(), { asksKore: false }],
		['nothing was sent', null],
		['Kore has answered', { result: {} } as Settled],
		['the execution was stopped', settledWith({ failure: { ...failure, cause: 'cancelled' } })],
		['the execution is stopped now', settledWith(), { signal: AbortSignal.abort() }],
		['Kore was asked before', settledWith({ kore: { accepted: 'no' } })],
		['nobody knows when it was sent', settledWith({ sentAt: undefined })],
		[
			'it went to somebody else',
			settledWith({ sent: { botSessionId: 's-1', target: { assignTo: 'agent', id: 'a-2' } } }),
		],
	])('is left as it is where %s', async (_, ...[settled, options]) => {
		const { isAsIs, asked } = await look([], settled, options);
		expect(isAsIs).toBe(true);
		expect(asked).toEqual([]);
	});
});

describe('who is looked up', () => {
	const directoryOf = (answer: unknown) => {
		const client = { origin: 'https://kore.example.com', request: async () => answer };
		return new Directory(readCredential({ clientId: 'x' }), client as unknown as KoreClient);
	};
	const reader = {
		streamId: `st-${Math.random()}`,
		accountId: '1',
		timeoutMs: 5,
		words: {} as never,
	};

	it('is nobody if the run was stopped, or Kore does not answer', async () => {
		const failure = { cause: 'server' };
		for (const answer of [undefined, { failure }]) {
			expect(await directoryOf(answer).find(QUEUE_LIST, reader, 'name', 'VIP')).toEqual(answer);
			expect(await directoryOf(answer).findByCustomId('1', reader)).toEqual(
				answer && { failure: { cause: 'server' } },
			);
		}
	});

	it('is nobody with a pasted token that is good for one request', async () => {
		const token = jwt.sign({ jti: 'once' }, 'k');
		const client = { origin: 'https://kore.example.com' } as KoreClient;
		const directory = new Directory(readCredential({ authentication: 'token', token }), client);
		const refused = {
			failure: expect.objectContaining({
				cause: 'credentials',
				message: expect.stringMatching(/has a jti: it is good for one request/) as string,
			}) as object,
		};
		expect(await directory.find(QUEUE_LIST, reader, 'name', 'VIP')).toEqual(refused);
		expect(await directory.findByCustomId('1', reader)).toEqual(refused);
	});

	it('ends a run that was stopped before anything is sent', async () => {
		let lookups = 0;
		const item = (named: object) =>
			({ target: { assignTo: 'queue', named }, botSessionId: 's' }) as AssignParameters;
		const directory = {
			find: async () =>
				++lookups === 2 ? undefined : { entries: [{ id: 'qu-1', inactive: null }] },
		};
		const run = { context, concurrency: 1, directory } as unknown as Run;
		const tries = { find: () => undefined } as unknown as EarlierTries;
		const items = ['a', 'b', 'c'].map((name) => item({ name }));
		expect(await findTargets(run, tries, items, true)).toBeUndefined();
		expect(lookups).toBe(2);
		const found = await findTargets(run, tries, [item({ id: 'qu-7' }), items[0]], true);
		expect(found).toMatchObject([
			{ target: { assignTo: 'queue', id: 'qu-7' } },
			{ target: { assignTo: 'queue', id: 'qu-1' } },
		]);
		expect(lookups).toBe(3);
	});
});

it('lets the rest of n8n have a turn after each hundred items', async () => {
	let read = 0;
	const turns: number[] = [];
	const timer = setInterval(() => turns.push(read), 0);
	try {
		await readItems(context, 250, () => ++read);
	} finally {
		clearInterval(timer);
	}
	expect(turns).toContain(99);
});
