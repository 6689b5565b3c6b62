import type { IDataObject } from 'n8n-workflow';

import { asText, isObject } from '../../../shared/kore/answer';
import { readList, type Page } from '../../../shared/kore/lists';
import type { ReadPage } from '../../run/many';
import type { ReadItem } from '../../run/readOperation';

/** A conversation has some kilobytes, and a megabyte is read at most; Kore documents no largest `limit`. */
const PAGE_SIZE = 25;

/** So many rows were read, and how the page before has begun. */
interface Position {
	skip: number;
	previousFirst: string;
}

/** Reads Kore's "List of Conversations" (docs/kore-api.md, 3.4), which has no numbered pages; no more than `most` rows a page. */
export const conversationPages =
	(item: ReadItem, query: IDataObject, most: number): ReadPage =>
	async (position = '0:') => {
		const [skip, previousFirst] = position.split(/:(.*)/s);
		const limit = Math.min(PAGE_SIZE, most);
		return await item.ask({
			method: 'GET',
			path: ['conversations'],
			query: { skip, limit, ...query },
			scope: 'SmartAssist Analytics',
			values: "Check 'Filters'.",
			answer: 'a list',
			read: (answer) => toPage(answer, { skip: Number(skip), previousFirst }, limit),
		});
	};

/** Kore may give fewer rows a page than it is asked for, so only what it says about its end counts, or a page without rows. */
function toPage(
	answer: unknown,
	{ skip, previousFirst }: Position,
	limit: number,
): Page | undefined {
	const rows = readList(answer);
	if (!rows || !isObject(answer)) return undefined;
	const [first] = rows.map((row) => JSON.stringify(row));
	// A server that does not heed `skip` would send its first page again and again.
	if (first === undefined || first === previousFirst) return { rows: [], next: undefined };
	const given = Number(asText(answer.limit) ?? limit);
	const isLast = answer.hasMore === false || rows.length < Math.min(limit, given);
	return { rows, next: isLast ? undefined : `${skip + rows.length}:${first}` };
}
