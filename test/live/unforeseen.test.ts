import type { Alterations, Reply } from './harness/alteredKore';
import { useAlteredKore } from './harness/useAlteredKore';

/** Ways to differ that the simulator has no switch for: none of them may be told as documented. */

const checkAltered = useAlteredKore();

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
