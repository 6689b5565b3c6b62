import { UserError, type INodeProperties } from 'n8n-workflow';

import { describeFound } from '../../shared/foundValue';
import { asText, type Row } from '../../shared/kore/answer';
import type { KoreOutcome } from '../../shared/kore/client';
import {
	getPage,
	MAX_PAGES,
	tooManyPages,
	type KoreList,
	type Page,
	type Position,
} from '../../shared/kore/lists';
import { OPTION_ADVICE } from './options.description';
import type { ReadItem } from './readOperation';
import { readSwitch, toNumber } from './values';

/** For an operation that reads a list. */
export const manyProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

/** How many rows the item wants, Infinity for all. Throws a UserError for a limit that is none. */
export function readLimit({ parameter }: ReadItem): number {
	if (readSwitch('Return All', parameter('returnAll'), false)) return Infinity;
	const value = parameter('limit');
	const limit = toNumber(value);
	if (limit >= 1) return Math.floor(limit);
	throw new UserError(`'Limit' is ${describeFound(value)}`, {
		description: "Enter a number from 1 on, or turn on 'Return All'.",
	});
}

/** A page of a list, the first one without `position`. Undefined if the run was stopped before. */
export type ReadPage = (position?: Position) => Promise<KoreOutcome<Page> | undefined>;

/** Reads the pages of one of Kore's numbered lists; `values` is what to check if Kore does not take what it is asked with. */
export const pagesOf =
	(
		{ client, streamId, accountId, timeoutMs }: ReadItem,
		list: KoreList,
		values: string,
	): ReadPage =>
	async (position) => {
		const words = { values, ...OPTION_ADVICE };
		return await getPage(client, list, { streamId, accountId, timeoutMs, words }, position);
	};

/**
 * The first `limit` rows of a list that are wanted, each once and as `toRow` makes it. Undefined if the run was stopped before.
 */
export async function readPages(
	readPage: ReadPage,
	limit: number,
	toRow: (row: Row) => Row,
	isWanted: (row: Row) => boolean = () => true,
): Promise<KoreOutcome<Row[]> | undefined> {
	// A row moves to the next page if another is added while the list is read.
	const rows = new Map<string, Row>();
	const wanted = () => [...rows.values()].filter(isWanted);
	let position: Position | undefined;
	for (let page = 1; page <= MAX_PAGES; page++) {
		const outcome = await readPage(position);
		if (!outcome || 'failure' in outcome) return outcome;
		const before = rows.size;
		for (const row of outcome.result.rows) rows.set(keyOf(row), row);
		position = outcome.result.next;
		// A server that does not heed where to go on sends the same rows again and again.
		const isWhole = position === undefined || rows.size === before;
		if (isWhole || wanted().length >= limit) return { result: wanted().slice(0, limit).map(toRow) };
	}
	return { failure: tooManyPages(adviceOn(wanted().length)) };
}

function adviceOn(found: number): string {
	if (found === 0) return "It has found nothing that fits so far. Narrow the list with 'Filters'.";
	return `It has found ${found} ${found === 1 ? 'row' : 'rows'} so far. Turn off 'Return All' and set 'Limit' to no more, or narrow the list with 'Filters' if there are any.`;
}

const keyOf = (row: Row): string => asText(row.id) ?? asText(row._id) ?? JSON.stringify(row);
