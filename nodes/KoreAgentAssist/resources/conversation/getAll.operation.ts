import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { KoreOutcome } from '../../../shared/kore/client';
import { asText, isObject } from '../../../shared/kore/answer';
import { readOptionalId } from '../../../shared/kore/ids';
import { readList, type Page } from '../../../shared/kore/lists';
import { rejectForeignId } from '../../run/foreignId';
import { manyProperties, readLimit, readPages } from '../../run/many';
import { readOperation, type ReadItem } from '../../run/readOperation';
import { simplifyProperty } from '../../run/simplify';
import { isInQueue, readConversationRow } from './conversation';

/** A conversation has some kilobytes, and a megabyte is read at most; Kore documents no largest `limit`. */
const PAGE_SIZE = 25;

const STATUSES = ['Active', 'Closed', 'Idle', 'Open', 'Overdue', 'Terminated'];

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Channel',
			name: 'source',
			type: 'string',
			default: '',
			placeholder: 'e.g. rtm',
			description: "In Kore's words: rtm is the Web/Mobile Client",
		},
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. en',
			description: 'The language of the conversation',
		},
		{
			displayName: 'Queue ID',
			name: 'queueId',
			type: 'string',
			default: '',
			placeholder: 'e.g. qu-b5d3bb4-a1ac-4caa-9be6-55a5abc3xxxx',
			description:
				'Conversations that are or were in this queue. Kore cannot filter by it, so the node reads page after page until it has found enough.',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			options: STATUSES.map((name) => ({ name, value: name.toUpperCase() })),
			default: 'OPEN',
			description: 'The status of the conversation',
		},
	],
};

/** Kore's "List of Conversations" (docs/kore-api.md, 3.4). How it takes several statuses is documented nowhere, so it gets one. */
export const getAll = readOperation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many conversations',
		description: 'List conversations, e.g. those that are open',
	},
	properties: [...manyProperties, filters, simplifyProperty],
	prepare: (item) => {
		const { query, queueId } = readFilters(item);
		const limit = readLimit(item);
		const size = queueId ? PAGE_SIZE : Math.min(PAGE_SIZE, limit);
		const toRow = readConversationRow(item);
		return async () =>
			await readPages(
				async (skip) => onlyOf(queueId, await askPage(item, query, Number(skip ?? 0), size)),
				limit,
				toRow,
			);
	},
});

function readFilters({ parameter }: ReadItem): { query: IDataObject; queueId: string } {
	const chosen = (parameter('filters') || {}) as Record<string, unknown>;
	const queueId = readOptionalId('Queue ID', chosen.queueId);
	if (queueId) rejectForeignId('Queue ID', 'queue', queueId);
	const fields = { Status: 'status', Channel: 'source', Language: 'language' };
	const query = Object.entries(fields)
		.map(([field, name]) => [name, readOptionalId(field, chosen[name])] as const)
		.filter(([, value]) => value);
	return { query: Object.fromEntries(query), queueId };
}

async function askPage(item: ReadItem, query: IDataObject, skip: number, size: number) {
	return await item.ask({
		method: 'GET',
		path: ['conversations'],
		query: { skip, limit: size, ...query },
		scope: 'SmartAssist Analytics',
		values: "Check 'Filters'.",
		answer: 'a list',
		read: (answer) => toPage(answer, skip, size),
	});
}

/** Kore may give fewer rows a page than it is asked for, so only what it says about its end counts, or a page without rows. */
function toPage(answer: unknown, skip: number, size: number): Page | undefined {
	const rows = readList(answer);
	if (!rows || !isObject(answer)) return undefined;
	const given = Number(asText(answer.limit) ?? size);
	const isLast =
		rows.length === 0 || answer.hasMore === false || rows.length < Math.min(size, given);
	return { rows, next: isLast ? undefined : String(skip + rows.length) };
}

function onlyOf(
	queueId: string,
	outcome: KoreOutcome<Page> | undefined,
): KoreOutcome<Page> | undefined {
	if (!queueId || !outcome || 'failure' in outcome) return outcome;
	const { rows, next } = outcome.result;
	return { result: { rows: rows.filter((row) => isInQueue(row, queueId)), next } };
}
