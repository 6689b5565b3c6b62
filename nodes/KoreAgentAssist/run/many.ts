import { UserError, type INodeProperties } from 'n8n-workflow';

import type { Row } from '../../shared/kore/answer';
import type { KoreOutcome } from '../../shared/kore/client';
import { getPage, type KoreList, type Page } from '../../shared/kore/lists';
import { OPTION_ADVICE } from './options.description';
import type { ReadItem } from './readOperation';
import { describeFound, toNumber } from './values';

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
	if (parameter('returnAll') === true) return Infinity;
	const value = parameter('limit');
	const limit = toNumber(value);
	if (limit !== undefined && limit >= 1) return Math.floor(limit);
	throw new UserError(`'Limit' is ${describeFound(value)}`, {
		description: "Enter a number from 1 on, or turn on 'Return All'.",
	});
}

/** A page of a list, the first one without `position`. Undefined if the run was stopped before. */
export type ReadPage = (position?: string) => Promise<KoreOutcome<Page> | undefined>;

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

/** The first `limit` rows of a list, each as `toRow` makes it. Undefined if the run was stopped before. */
export async function readPages(
	readPage: ReadPage,
	limit: number,
	toRow: (row: Row) => Row,
): Promise<KoreOutcome<Row[]> | undefined> {
	const rows: Row[] = [];
	let position: string | undefined;
	do {
		const outcome = await readPage(position);
		if (!outcome || 'failure' in outcome) return outcome;
		rows.push(...outcome.result.rows);
		position = outcome.result.next;
	} while (position !== undefined && rows.length < limit);
	return { result: rows.slice(0, limit).map(toRow) };
}
