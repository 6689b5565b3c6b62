import { readEmail, readName, toEntry } from '../../dist/nodes/shared/kore/directory/entry';
import { toPage, tooManyPages } from '../../dist/nodes/shared/kore/lists';

const AT = { page: 2, read: 3 };
const NEXT = { page: 3, read: 5 };
const page = (fields: object, rows = [{ id: 1 }, { id: 2 }]) =>
	toPage({ results: rows, ...fields }, AT, 3);

it.each([
	['a full page', {}, [{}, {}, {}], { page: 3, read: 6 }],
	['a page that is not full', {}, undefined, undefined],
	['an empty page, whatever it announces', { hasMore: true }, [], undefined],
	['more that is announced', { hasMore: true }, undefined, NEXT],
	['no more that is announced', { hasMore: false }, undefined, undefined],
	['what is no announcement', { hasMore: 'true' }, undefined, undefined],
	['more pages', { totalPages: 3 }, undefined, NEXT],
	['no more pages', { totalPages: 2 }, undefined, undefined],
	['more rows', { totalResults: '6' }, undefined, NEXT],
	['no more rows', { totalResults: 5 }, undefined, undefined],
])('after %s', (_, fields, rows, next) => expect(page(fields, rows as never)?.next).toEqual(next));

it.each([[[]], [{}], [null], [{ results: [], errors: ['x'] }]])('%j is no page', (body) => {
	expect(toPage(body, AT, 3)).toBeUndefined();
});

it('says of what it was given up, and that nothing was accepted', () => {
	expect(tooManyPages('So.')).toEqual({
		cause: 'refused',
		message: 'The list has more than 200 pages, and the node reads no further',
		description: 'So.',
		httpCode: null,
		maybeAccepted: false,
		response: null,
	});
});

it.each([
	[{ name: 'Ada', firstName: 'A' }, 'Ada'],
	[{ firstName: 'Ada', lastName: 'Lovelace' }, 'Ada Lovelace'],
	[{ lastName: 'Lovelace' }, 'Lovelace'],
	[{ name: ' ' }, null],
])('%j has the name %j', (row, name) => expect(readName(row)).toBe(name));

it('has the e-mail address in one of two fields', () => {
	expect(readEmail({ emailId: 'a@b.c', email: 'x@b.c' })).toBe('a@b.c');
	expect(readEmail({ email: 'x@b.c' })).toBe('x@b.c');
});

it.each([
	[{ isActive: false, status: 'ACTIVE' }, 'isActive is false'],
	[{ isActive: true, status: 'Inactive' }, 'status Inactive'],
	[{ isActive: 'false' }, null],
	[{ status: 'active' }, null],
	[{}, null],
])('%j is inactive: %j', (row, inactive) =>
	expect(toEntry({ id: 1, ...row })?.inactive).toBe(inactive),
);

it('reads a row with an ID alone', () => {
	expect(toEntry({ id: 'a-1', userId: 'u-1', onlineStatus: 'Busy' })).toEqual({
		id: 'a-1',
		name: null,
		email: null,
		inactive: null,
		userId: 'u-1',
		onlineStatus: 'Busy',
	});
	expect(toEntry({ name: 'Ada' })).toBeUndefined();
});
