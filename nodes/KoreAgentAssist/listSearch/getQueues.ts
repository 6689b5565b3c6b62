import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { QUEUE_LIST } from '../../shared/kore/lists';
import { searchList, type SearchableList } from './searchList';

const QUEUES: SearchableList = {
	list: () => QUEUE_LIST,
	toName: ({ id, name, inactive }) => `${name ?? id}${inactive === null ? '' : ' · inactive'}`,
};

export async function getQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchList(this, QUEUES, filter, paginationToken);
}
