import type { IDataObject } from 'n8n-workflow';

import { isErrorBody, isObject, readRows, type Row } from './answer';
import type { KoreClient, KoreOutcome } from './client';
import type { Failure, KoreCall } from './failures/failure';

/** Kore's lists have pages of 10 rows, and 60 calls a minute have to do for the whole account. */
const PAGE_SIZE = 10;

/** So that a server which never ends its list holds up no run and fills no memory. */
export const MAX_PAGES = 200;

/** Where a list goes on. */
export interface Position {
	/** From 1. */
	page: number;
	/** How many rows the pages before had. */
	read: number;
}

export const FIRST_PAGE: Position = { page: 1, read: 0 };

/** One of Kore's lists. */
export interface KoreList {
	/** After the stream ID. */
	path: string[];
	query?: IDataObject;
	/** Whether Kore documents the query parameter `page`; else the first page is asked for without it. */
	hasPages: boolean;
	/** The API scope that it needs. */
	scope: string;
}

/** Kore's "List All Agents". */
export const agentList = (orgId: string): KoreList => ({
	path: ['organizations', orgId, 'agents'],
	query: { includeQueues: 'False' },
	hasPages: true,
	scope: 'SmartAssist Analytics',
});

/** Kore's "Get a List of Queues". */
export const QUEUE_LIST: KoreList = {
	path: ['queues'],
	hasPages: false,
	scope: 'Configuration',
};

/** Who asks for a list, and in which words its failures are told. */
export interface ListReader {
	streamId: string;
	accountId: string;
	timeoutMs: number;
	words: Omit<KoreCall, 'scope' | 'answer'>;
}

export interface Page {
	rows: Row[];
	/** Where there may be more; undefined after the last page. Who reads on ends at a page with nothing new. */
	next: Position | undefined;
}

/** A page of a list, the first one without `position`. Undefined if the run was stopped before. */
export async function getPage(
	client: KoreClient,
	{ path, query, hasPages, scope }: KoreList,
	{ streamId, accountId, timeoutMs, words }: ListReader,
	position = FIRST_PAGE,
): Promise<KoreOutcome<Page> | undefined> {
	return await client.request(accountId, () => ({
		method: 'GET',
		path: [streamId, ...path],
		query: { ...((hasPages || position.page > 1) && { page: position.page }), ...query },
		timeoutMs,
		call: { ...words, scope, answer: 'a list' },
		read: (body) => toPage(body, position, PAGE_SIZE),
	}));
}

/** The rows of a list; undefined if it is none, or reports an error. */
export const readList = (body: unknown): Row[] | undefined =>
	isErrorBody(body) ? undefined : readRows(body);

/**
 * A page of a list, of which `fullSize` rows make a full one; undefined if the answer is no list. Of Kore's paging fields each is
 * wrong somewhere (docs/kore-api.md, 3.2), so one that announces more is enough to go on.
 */
export function toPage(body: unknown, position: Position, fullSize: number): Page | undefined {
	const rows = readList(body);
	if (!rows || !isObject(body)) return undefined;
	const read = position.read + rows.length;
	const isMoreAnnounced =
		body.hasMore === true ||
		Number(body.totalPages) > position.page ||
		Number(body.totalResults) > read;
	const isLast = rows.length === 0 || (rows.length < fullSize && !isMoreAnnounced);
	return { rows, next: isLast ? undefined : { page: position.page + 1, read } };
}

/** A list that was given up at `MAX_PAGES`. */
export const tooManyPages = (description: string): Failure => ({
	cause: 'refused',
	message: `The list has more than ${MAX_PAGES} pages, and the node reads no further`,
	description,
	httpCode: null,
	maybeAccepted: false,
	response: null,
});
