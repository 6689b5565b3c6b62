import { keptList, readWhole, type AskPage } from '../../dist/nodes/shared/kore/directory/keptList';
import { FIRST_PAGE } from '../../dist/nodes/shared/kore/lists';
import type { Failure } from '../../dist/nodes/shared/kore/failures/failure';

// A day later than what other files may have kept in the same process (test/mutation).
let now = 24 * 60 * 60_000;
let clock: jest.SpyInstance;
beforeAll(() => {
	clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
});
afterAll(() => clock.mockRestore());

const idsOf = (key: string) => keptList(key).entries.map(({ id }) => id);

/** Pages of these IDs. */
const pages =
	(...ids: string[][]): AskPage =>
	async ({ page } = FIRST_PAGE) => {
		const rows = ids[page - 1].map((id) => ({ id }));
		return { result: { rows, next: page < ids.length ? { page: page + 1, read: 0 } : undefined } };
	};

/** Nobody else reads these lists. */
const PATIENCE_MS = 0;

const FAILURE: Failure = {
	cause: 'network',
	message: 'gone',
	description: '',
	httpCode: null,
	maybeAccepted: false,
	response: null,
};

it('has a row once that has moved to the next page, and none without an ID', async () => {
	await readWhole(keptList('moved'), pages(['a', ''], ['a', 'b']), PATIENCE_MS);
	expect(idsOf('moved')).toEqual(['a', 'b']);
});

it('goes on from where it could not be read further', async () => {
	const good = pages(['a'], ['b'], ['c']);
	const list = keptList('broken');
	const trouble = await readWhole(
		list,
		async (position) => (position?.page === 3 ? { failure: FAILURE } : await good(position)),
		PATIENCE_MS,
	);
	expect([trouble, list.isWhole, idsOf('broken')]).toEqual([FAILURE, false, ['a', 'b']]);
	const asked: unknown[] = [];
	await readWhole(
		keptList('broken'),
		async (position) => {
			asked.push(position?.page);
			return await good(position);
		},
		PATIENCE_MS,
	);
	expect([asked, list.isWhole, idsOf('broken')]).toEqual([[3], true, ['a', 'b', 'c']]);
});

it('takes no page for the last one that somebody else has read meanwhile', async () => {
	const good = pages(['a'], ['b']);
	const list = keptList('late');
	let answer = () => {};
	const late = list.readPage(async () => {
		await new Promise<void>((resolve) => (answer = resolve));
		return await good();
	}, PATIENCE_MS);
	await list.readPage(good, PATIENCE_MS);
	answer();
	expect([await late, list.isWhole]).toEqual([undefined, false]);
	await readWhole(list, good, PATIENCE_MS);
	expect(idsOf('late')).toEqual(['a', 'b']);
});

it('reads 200 pages of a list without end, and says so', async () => {
	let asked = 0;
	const trouble = await readWhole(
		keptList('endless'),
		async () => ({ result: { rows: [{ id: `a-${++asked}` }], next: FIRST_PAGE } }),
		PATIENCE_MS,
	);
	expect(trouble).toMatchObject({ message: expect.stringContaining('200 pages') as string });
	expect(asked).toBe(200);
});

it('is forgotten after five minutes, and begun anew for who wants a younger one', async () => {
	await readWhole(keptList('old'), pages(['a']), PATIENCE_MS);
	now += 299_999;
	expect(keptList('old').isWhole).toBe(true);
	expect(keptList('old', now).isWhole).toBe(false);
	await readWhole(keptList('old'), pages(['a']), PATIENCE_MS);
	now += 300_000;
	expect(keptList('old').isWhole).toBe(false);
});
