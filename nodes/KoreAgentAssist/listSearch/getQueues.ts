import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asText } from '../../shared/kore/answer';
import { searchPages, type PagedList } from './searchList';

/** Kore's "Get a List of Queues". */
const QUEUES: PagedList = {
	path: () => ['queues'],
	scope: 'Configuration',
	needsOrganization: false,
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
	return await searchPages(this, QUEUES, filter, paginationToken);
}
