import type { IDataObject } from 'n8n-workflow';

import { asText, firstObject } from '../../../shared/kore/answer';
import { FIRST_PAGE, toPage } from '../../../shared/kore/lists';
import type { ReadPage } from '../../run/many';
import type { ReadItem } from '../../run/readOperation';

/** A conversation has some kilobytes, and a megabyte is read at most; Kore documents no largest `limit`. */
const PAGE_SIZE = 25;

/** Reads Kore's "List of Conversations" (docs/kore-api.md, 3.4), which has no numbered pages; no more than `most` rows a page. */
export const conversationPages =
	(item: ReadItem, query: IDataObject, most: number): ReadPage =>
	async (position = FIRST_PAGE) => {
		const limit = Math.min(PAGE_SIZE, most);
		return await item.ask({
			method: 'GET',
			path: ['conversations'],
			query: { skip: position.read, limit, ...query },
			scope: 'SmartAssist Analytics',
			values: "Check 'Filters': a status is one word in capitals, e.g. OPEN.",
			answer: 'a list',
			read: (answer) => toPage(answer, position, fullSize(answer, limit)),
		});
	};

/** Kore may give fewer rows a page than it is asked for, and says how many. */
function fullSize(answer: unknown, limit: number): number {
	const given = firstObject(answer);
	if (given.hasMore === false) return Infinity;
	return Math.min(limit, Number(asText(given.limit) ?? limit));
}
