import { startSimulator, type Simulator } from '../kore-simulator';
import { runCheck } from './harness/runCheck';
import { startAltered, type Alterations, type Posted, type Reply } from './harness/alteredKore';

/** Ways to differ that the simulator has no switch for: none of them may be told as documented. */

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity });
});
afterEach(async () => await simulator.stop());

async function checkAltered(alterations: Alterations, options = {}) {
	const kore = await startAltered(simulator.url, alterations);
	try {
		const run = await runCheck({ url: kore.url, world: simulator.world }, { options });
		return { ...run, assigned: kore.assigned };
	} finally {
		await kore.stop();
	}
}

type Rows = Array<Record<string, any>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- of any JSON
type Body = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- of any JSON

/** Changes bodies of successes at addresses that fit. */
const of =
	(fits: RegExp, change: (body: Body) => unknown) =>
	(address: string, reply: Reply): Reply | undefined =>
		fits.test(address) && reply.status === 200
			? { ...reply, body: change(reply.body as Body) }
			: undefined;

const rows = (fits: RegExp, change: (row: Body) => unknown) =>
	of(fits, (body) => ({ ...body, results: (body.results as Rows).map(change) }));

const QUEUES = /\/queues(\?.*)?$/;
const CONVERSATIONS = /\/conversations\?/;

const always = (reply: Reply) => () => reply;

it.each<[string, string[], NonNullable<Alterations['reply']>]>([
	[
		'a web page for everything',
		['A1', 'A10', 'A24'],
		always({ status: 200, body: '<!doctype html><p>Log in', type: 'text/html' }),
	],
	[
		'an error with status 200 for everything',
		['A1', 'A10'],
		always({ status: 200, body: { errors: [{ msg: 'Invalid JWT token', code: 4002 }] } }),
	],
	[
		'a server in trouble where a header is missing',
		['A2'],
		(_address, reply) => (reply.status >= 400 ? { status: 500, body: {} } : undefined),
	],
	[
		'errors that say nothing',
		['A5'],
		(_address, reply) =>
			reply.status >= 400 ? { ...reply, body: { errors: [{ msg: null, code: null }] } } : undefined,
	],
	[
		'pages that are not full',
		['A10'],
		of(QUEUES, (body) => ({ ...body, results: (body.results as Rows).slice(0, 4), hasMore: true })),
	],
	[
		'a second page that is the third',
		['A11'],
		of(/\/queues\?page=2/, (body) => ({
			...body,
			results: (body.results as Rows).map((row, at) => ({ ...row, id: `qu-9-${at}` })),
			skip: 20,
		})),
	],
	[
		'members of a queue that are bare IDs',
		['A12'],
		rows(QUEUES, (row) => ({ ...row, agents: ['u-1-2'] })),
	],
	['fields with nothing in them', ['A12'], rows(QUEUES, (row) => ({ ...row, orgId: null }))],
	[
		'one channel that counts otherwise',
		['A20'],
		of(/availability$/, (body) => {
			const [{ channelCapacity }] = body.AVAILABLE as Array<{ channelCapacity: Body }>;
			channelCapacity.voice = { isEnabled: true, capacity: 3 };
			return body;
		}),
	],
	[
		'everybody for a custom ID',
		['A23'],
		of(/customId\/(?!live)/, (body) => [
			...(body as Rows),
			{ ...(body as Rows)[0], customId: 'another' },
		]),
	],
	[
		'statistics of another queue',
		['A25'],
		of(/queueStatsById/, (body) => [{ ...(body as Rows)[0], queueId: 'qu-1-2' }]),
	],
	[
		'conversations without _id',
		['A29'],
		rows(CONVERSATIONS, ({ _id, ...row }) => ({ ...row, id: String(_id) })),
	],
	[
		'conversations that are all closed, with a filter or without',
		['A30'],
		rows(CONVERSATIONS, (row) => ({ ...row, status: 'CLOSED' })),
	],
	[
		'a status deep in the answer to an assign',
		['A39'],
		of(/assign-conversation$/, () => ({ data: { status: 'transferred' } })),
	],
])('%s is not as documented', async (_name, ids, reply) => {
	const { differs, notSeen } = await checkAltered({ reply });
	expect([...differs, ...notSeen]).toEqual(expect.arrayContaining(ids));
});

it('availability that takes no heed of the queue is told', async () => {
	const { differs } = await checkAltered({
		reply: rows(QUEUES, (row) => ({ ...row, agents: (row.agents as Rows).slice(0, 3) })),
	});
	expect(differs).toEqual(['A21']);
});

const transferred = (session: string, aId: string) => ({
	sessionId: session,
	agentId: aId,
	status: 'transferred',
	requestCompletedAt: Date.now(),
});

const NOBODY = /^0+$/;

it.each<[string, string[], (callback: Posted, isRefused: boolean) => Posted[]]>([
	[
		'microseconds',
		['A41'],
		(one) => [{ body: { ...one.body, requestCompletedAt: Date.now() * 1000 } }],
	],
	['one more parameter', ['A45'], (one) => [{ ...one, query: '&kore=1' }]],
	['a key in a header', ['A47'], (one) => [{ ...one, headers: { 'x-kore-key': 'abc' } }]],
	[
		'a success of what cannot work',
		['A49'],
		(one, isRefused) =>
			isRefused
				? [{ body: { ...one.body, status: 'queued', message: 'Request accepted' } }]
				: [one],
	],
])('a callback with %s is not as documented', async (_name, ids, alter) => {
	const { differs, notSeen } = await checkAltered({
		callbacks: ({ botSessionId, aId }) =>
			alter({ body: transferred(botSessionId, aId) }, NOBODY.test(botSessionId)),
	});
	expect([...differs, ...notSeen]).toEqual(expect.arrayContaining(ids));
});

it.each<[string, string, (callback: Posted) => Posted[]]>([
	['a transfer that failed', 'A42', (one) => [{ body: { ...one.body, status: 'failed' } }]],
	['no callback, as through a broken tunnel', 'A43', () => []],
])('%s says nothing', async (_name, id, alter) => {
	const { notSeen } = await checkAltered({
		callbacks: ({ botSessionId, aId }) => alter({ body: transferred(botSessionId, aId) }),
	});
	expect(notSeen).toContain(id);
});

it('a late callback of the first assign is not taken for one of the second', async () => {
	const { seen, differs } = await checkAltered(
		{
			callbacks: ({ botSessionId, aId }) =>
				NOBODY.test(botSessionId)
					? []
					: [
							{ body: transferred(botSessionId, aId) },
							{ body: { status: 'failed', reason: 'Too late' }, afterMs: 700 },
						],
		},
		{ wait: 0.5 },
	);
	expect(seen.refusal?.callbacks).toEqual([]);
	expect(differs).toContain('A49');
});

it('an assign that the limit refuses is not sent again', async () => {
	const { assigned, seen } = await checkAltered({ callbacks: () => [], assignStatus: 429 });
	expect(seen.transfer?.exchange.status).toBe(429);
	expect(assigned).toHaveLength(2);
	expect(new Set(assigned).size).toBe(2);
});

it('a refusal for another reason is none by the limit', async () => {
	let lists = 0;
	const { notSeen } = await checkAltered(
		{
			reply: (address) => {
				if (!/\/queues$/.test(address)) return undefined;
				lists += 1;
				return lists > 69 ? { status: 500, body: {} } : undefined;
			},
		},
		{ 'probe-limit': 100 },
	);
	expect(notSeen).toEqual(expect.arrayContaining(['A35', 'A36', 'A37']));
});
