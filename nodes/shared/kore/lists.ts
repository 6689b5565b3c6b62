import type { IDataObject } from 'n8n-workflow';

import { asText, isErrorBody, readRows, type Row } from './answer';
import type { KoreClient, KoreOutcome } from './client';
import type { KoreCall } from './failures/failure';

/** Kore's lists have pages of 10 rows, and 60 calls a minute have to do for the whole account. */
const PAGE_SIZE = 10;

const FIRST_PAGE = '1:';

/** One of Kore's lists. */
export interface KoreList {
	/** After the stream ID. */
	path: string[];
	query?: IDataObject;
	/** The API scope that it needs. */
	scope: string;
}

/** Kore's "List All Agents". */
export const agentList = (orgId: string): KoreList => ({
	path: ['organizations', orgId, 'agents'],
	query: { includeQueues: 'False' },
	scope: 'SmartAssist Analytics',
});

/** Kore's "Get a List of Queues". */
export const QUEUE_LIST: KoreList = { path: ['queues'], scope: 'Configuration' };

/** Who asks for a list, and in which words its failures are told. */
export interface ListReader {
	streamId: string;
	accountId: string;
	timeoutMs: number;
	words: Omit<KoreCall, 'scope'>;
}

interface Page {
	rows: Row[];
	/** Where to go on; undefined after the last page. */
	next: string | undefined;
}

/** A page of a list, the first one without `position`. Undefined if the run was stopped before. */
export async function getPage(
	client: KoreClient,
	{ path, query, scope }: KoreList,
	{ streamId, accountId, timeoutMs, words }: ListReader,
	position = FIRST_PAGE,
): Promise<KoreOutcome<Page> | undefined> {
	// The page, and the ID of the first row of the one before.
	const [page, previousFirst] = position.split(/:(.*)/s);
	return await client.request(accountId, () => ({
		method: 'GET',
		path: [streamId, ...path],
		query: { page, ...query },
		timeoutMs,
		call: { ...words, scope },
		read: (body) => {
			const rows = readList(body);
			return rows && toPage(rows, Number(page), previousFirst);
		},
	}));
}

/** The rows of a list; undefined if it is none, or reports an error. */
export const readList = (body: unknown): Row[] | undefined =>
	isErrorBody(body) ? undefined : readRows(body);

function toPage(rows: Row[], page: number, previousFirst = ''): Page {
	const first = rows.map(({ id }) => asText(id)).find((id) => id !== null) ?? '';
	// A list that knows no `page` (queues document none) sends its first page again and again.
	if (first === previousFirst) return { rows: [], next: undefined };
	// Of Kore's paging fields each is wrong somewhere (docs/kore-api.md, 3.2): a page that is not full is the last.
	return { rows, next: rows.length < PAGE_SIZE ? undefined : `${page + 1}:${first}` };
}
