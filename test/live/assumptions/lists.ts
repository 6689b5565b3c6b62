import { isObject, type Row } from '../../../dist/nodes/shared/kore/answer';
import { rowsOf } from '../found';
import { kindOf } from '../mask/kind';
import { joined, shown, type Shown } from '../mask/shown';
import { about, aboutRows, hasFields, idsOf } from './about';
import { judged, notSeen, type Assumption, type Finding } from './assumption';
import type { Seen } from '../seen';

const PAGE_SIZE = 10;

/** Rows, pages and IDs. */
export const listAssumptions: Assumption[] = [
	{
		id: 'A10',
		section: '3.2',
		says: 'The rows of a list stand in `results`, and `limit` is 10.',
		judge: (seen) =>
			about(seen, 'queues', (body) => {
				const { results, limit, hasMore } = isObject(body) ? body : {};
				const rows = Array.isArray(results) ? results.length : 0;
				const what = shown`${rows} rows, \`limit\`: ${kindOf('limit', limit ?? null)}`;
				const isFull = rows === PAGE_SIZE || !hasMore;
				const isPage = Array.isArray(results) && rows <= PAGE_SIZE && isFull;
				return judged(isPage && limit === PAGE_SIZE, what);
			}),
	},
	{
		id: 'A11',
		section: '3',
		says: 'The list of queues takes `page`: the second page has other rows than the first.',
		judge: (seen) => judgePages(seen, 'queues', 'queuesPage2'),
	},
	{
		id: 'A12',
		section: '3.2',
		says: 'A queue has `id`, `name`, `orgId`, `isActive`, and `agents` with `userId`.',
		judge: (seen) =>
			aboutRows(seen, 'queues', (rows) => {
				const fields = hasFields(rows, ['id', 'name', 'orgId', 'isActive', 'agents']);
				if (fields.verdict === 'differs') return fields;
				const members = rows.flatMap(({ agents }) => agents ?? []);
				if (members.some((member) => !isObject(member))) {
					return judged(false, shown`\`agents\` that are no objects`);
				}
				return members.length === 0 ? fields : hasFields(members as Row[], ['userId']);
			}),
	},
	{
		id: 'A13',
		section: '3',
		says: 'The list of agents counts `page` from 1: the first begins with `skip` 0, the second has other rows.',
		judge: (seen) =>
			aboutRows(seen, 'agents', (_rows, { skip }) =>
				skip === 0
					? judgePages(seen, 'agents', 'agentsPage2')
					: judged(false, shown`the first page has \`skip\`: ${kindOf('skip', skip ?? null)}`),
			),
	},
	{
		id: 'A14',
		section: '3.2',
		says: 'An agent has `id`, `firstName`, `lastName`, `emailId` and `status`, as in the sample.',
		judge: (seen) =>
			aboutRows(seen, 'agents', (rows) =>
				hasFields(rows, ['id', 'firstName', 'lastName', 'emailId', 'status']),
			),
	},
	{
		id: 'A15',
		section: '3.2',
		says: 'A list has `hasMore`, `totalPages`, `totalResults`, and `page` or `skip`.',
		judge: (seen) =>
			about(seen, 'queues', (queues) =>
				about(seen, 'agents', (agents) => {
					const lists = [queues, agents].filter(isObject);
					const missing = lists
						.map((list) => hasFields([list], ['hasMore', 'totalPages', 'totalResults']))
						.find(({ verdict }) => verdict === 'differs');
					const place = lists.every((list) => 'page' in list || 'skip' in list);
					return missing ?? judged(place, place ? pagingOf(lists) : shown`neither of the last two`);
				}),
			),
	},
];

function judgePages(
	seen: Seen,
	first: 'queues' | 'agents',
	second: 'queuesPage2' | 'agentsPage2',
): Finding {
	return aboutRows(seen, first, (firstRows, { totalResults, hasMore }) =>
		about(seen, second, (body) => {
			const rows = rowsOf(body);
			const known = new Set(idsOf(firstRows));
			const again = idsOf(rows).filter((id) => known.has(id)).length;
			const isAll = Number(totalResults) <= firstRows.length || hasMore === false;
			if (rows.length === 0 && isAll) return notSeen(shown`all rows fit on the first page`);
			const { skip, limit } = isObject(body) ? body : {};
			// A list that counts from 0 gives the third page, which has other rows as well.
			const rest = Math.min(Number(totalResults) - firstRows.length, Number(limit));
			const isNext = typeof skip !== 'number' || skip === firstRows.length;
			const isWhole = Number.isNaN(rest) || rows.length === rest;
			return judged(
				rows.length > 0 && again === 0 && isNext && isWhole,
				shown`${firstRows.length} rows, then ${rows.length}, of which ${again} were on the first page`,
			);
		}),
	);
}

const pagingOf = (lists: Row[]): Shown =>
	joined(
		lists.map(({ hasMore, totalPages, totalResults, results }) => {
			const rows = Array.isArray(results) ? results.length : 0;
			const more = Number(totalResults) > rows ? shown`more than` : shown`as many as`;
			const pages = Number(totalPages) > 1 ? shown`several` : shown`one or none`;
			return shown`\`hasMore\` ${kindOf('', hasMore)}, \`totalPages\` ${pages}, \`totalResults\` ${more} the page has`;
		}),
		'; ',
	);
