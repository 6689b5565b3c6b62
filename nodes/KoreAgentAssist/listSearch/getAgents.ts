import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { readId } from '../../shared/kore/ids';
import { agentList } from '../../shared/kore/lists';
import { searchList, type SearchableList } from './searchList';

const AGENTS: SearchableList = {
	list: ({ orgId }) => agentList(readId('Organization ID', orgId)),
	toName: ({ id, name, email, inactive, onlineStatus }) => {
		const label = name && email ? `${name} (${email})` : (name ?? email ?? id);
		const state = inactive === null ? onlineStatus : 'inactive';
		return state ? `${label} · ${state}` : label;
	},
};

export async function getAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchList(this, AGENTS, filter, paginationToken);
}
