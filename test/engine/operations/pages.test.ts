import { readAnswer, toRead } from '../harness/read';
import { useSimulator } from '../harness/useSimulator';

const { credential } = useSimulator();

/** A page for the number of the call, from 1, and the address that is asked for. */
type PageOf = (call: number, url: URL) => object;

/** What Get Many gives if a server has these pages, and how often it was asked. */
async function getMany(resource: string, pageOf: PageOf, rest: object = { returnAll: true }) {
	let calls = 0;
	const outcome = await readAnswer(credential, toRead(resource, 'getAll', { ...rest }), (path) =>
		pageOf(++calls, new URL(path, 'http://kore')),
	);
	return { ...outcome, ids: outcome.rows.map(({ id }) => id), calls };
}

const rows = (length: number, from = 0) =>
	Array.from({ length }, (_, index) => ({ id: `a-${from + index}`, _id: `a-${from + index}` }));

const idsOf = (list: Array<{ id: string }>) => list.map(({ id }) => id);

describe('reads on after a page that is not full', () => {
	it.each([
		['hasMore', (page: number) => ({ hasMore: page < 3, totalPages: 0 })],
		['totalPages', () => ({ hasMore: false, totalPages: 3 })],
		['totalResults', () => ({ hasMore: false, totalResults: 27 })],
	])('if %s says so', async (_field, paging) => {
		const { ids, calls } = await getMany('agent', (_call, url) => {
			const page = Number(url.searchParams.get('page'));
			return { results: page > 3 ? [] : rows(9, 10 * page), ...paging(page) };
		});
		expect(ids).toEqual([10, 20, 30].flatMap((from) => idsOf(rows(9, from))));
		expect(calls).toBe(3);
	});

	it('of conversations, too', async () => {
		const { ids } = await getMany('conversation', (_call, url) => {
			const skip = Number(url.searchParams.get('skip'));
			return { results: rows(40).slice(skip, skip + 10), limit: 25, hasMore: skip < 30 };
		});
		expect(ids).toEqual(idsOf(rows(40)));
	});
});

it('gives a row once that has moved to the next page meanwhile', async () => {
	const { ids } = await getMany('agent', (call) => ({
		results: [rows(10), rows(10, 8), rows(2, 18)][call - 1],
	}));
	expect(ids).toEqual(idsOf(rows(20)));
});

it.each(['agent', 'conversation'])('ends at a page of %ss without a new ID', async (resource) => {
	// The pages come round again, and their other fields change.
	const { ids, calls } = await getMany(resource, (call) => ({
		results: rows(25, 25 * (call % 2)).map((row) => ({ ...row, waitTime: call })),
		hasMore: true,
	}));
	expect(new Set(ids).size).toBe(50);
	expect([ids.length, calls]).toEqual([50, 3]);
});

it('gives up a list that does not end, and says what to do', async () => {
	const endless: PageOf = (call) => ({ results: rows(1, call), hasMore: true });
	const { error, calls } = await getMany('agent', endless);
	expect(error?.message).toMatch(
		/^The list has more than 200 pages, and the node reads no further/,
	);
	expect(error?.description).toMatch(
		/found 200 rows so far\. Turn off 'Return All' and set 'Limit'/,
	);
	expect(calls).toBe(200);
	expect((await getMany('agent', endless, { limit: 3 })).ids).toHaveLength(3);
});

it('advises no limit of 0 where it has found nothing', async () => {
	const { error } = await getMany(
		'conversation',
		(call) => ({ results: rows(1, call), hasMore: true }),
		{ limit: 3, filters: { queueId: 'qu-1' } },
	);
	expect(error?.description).toMatch(
		/^It has found nothing that fits so far\. Narrow the list with 'Filters'/,
	);
	expect(error?.description).not.toMatch(/Limit/);
});

it('reads past pages without a conversation of the queue', async () => {
	const inQueue = { queues: [{ id: 'qu-1' }] };
	const { ids } = await getMany(
		'conversation',
		(call) => ({
			results: [rows(25), rows(25, 25), [{ ...rows(1, 50)[0], ...inQueue }]][call - 1],
			hasMore: call < 3,
		}),
		{ returnAll: true, filters: { queueId: 'qu-1' } },
	);
	expect(ids).toEqual(['a-50']);
});
