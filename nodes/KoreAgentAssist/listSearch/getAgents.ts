import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readId } from '../../shared/kore/ids';
import { agentList } from '../../shared/kore/lists';
import { searchList, type SearchableList } from './searchList';

const AGENTS: SearchableList = {
	list: ({ orgId }) => agentList(readId('Organization ID', orgId)),
	label: ({ id, name, email }) => (name && email ? `${name} (${email})` : (name ?? email ?? id)),
	state: ({ inactive, onlineStatus }) => (inactive === null ? onlineStatus : 'inactive'),
};

export async function getAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchList(this, AGENTS, filter, paginationToken);
}
