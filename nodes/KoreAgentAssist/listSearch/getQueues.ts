import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asText } from '../../shared/kore/answer';
import { QUEUE_LIST } from '../../shared/kore/lists';
import { searchList, type SearchableList } from './searchList';

const QUEUES: SearchableList = {
	list: () => QUEUE_LIST,
	toItem: (row) => {
		const value = asText(row.id);
		return value ? { name: asText(row.name) ?? value, value } : undefined;
	},
};

export async function getQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchList(this, QUEUES, filter, paginationToken);
}
