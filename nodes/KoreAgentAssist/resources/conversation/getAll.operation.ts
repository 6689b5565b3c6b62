import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { rejectForeignId } from '../../../shared/kore/foreignId';
import { readOptionalId } from '../../../shared/kore/ids';
import { manyProperties, readLimit, readPages } from '../../run/many';
import { readOperation, type ReadItem } from '../../run/readOperation';
import { simplifyProperty } from '../../run/simplify';
import { isInQueue, readConversationRow } from './conversation';
import { conversationPages } from './pages';

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
		const toRow = readConversationRow(item);
		// Of those that are filtered here nobody knows how many a page has.
		const readPage = conversationPages(item, query, queueId ? Infinity : limit);
		return async () =>
			await readPages(readPage, limit, toRow, (row) => !queueId || isInQueue(row, queueId));
	},
});

function readFilters({ filter }: ReadItem): { query: IDataObject; queueId: string } {
	const queueId = filter('Queue ID', ['filters', 'queueId'], readOptionalId);
	if (queueId) rejectForeignId('Queue ID', 'queue', queueId);
	const fields = { Status: 'status', Channel: 'source', Language: 'language' };
	const query = Object.entries(fields)
		.map(([field, name]) => [name, filter(field, ['filters', name], readOptionalId)] as const)
		.filter(([, value]) => value);
	return { query: Object.fromEntries(query), queueId };
}
