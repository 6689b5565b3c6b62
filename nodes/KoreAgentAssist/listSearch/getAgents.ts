import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { asText, type Row } from '../../shared/kore/answer';
import { readId } from '../../shared/kore/ids';
import { agentList } from '../../shared/kore/lists';
import { searchList, type SearchableList } from './searchList';

const AGENTS: SearchableList = {
	list: ({ orgId }) => agentList(readId('Organization ID', orgId)),
	toItem: (row) => {
		const value = asText(row.id);
		return value ? { name: agentName(row) ?? value, value } : undefined;
	},
};

/** Kore's page describes `name` and `email`, its sample has `firstName`, `lastName` and `emailId`. */
function agentName(row: Row): string | null {
	const parts = [asText(row.firstName), asText(row.lastName)].filter(Boolean).join(' ');
	const name = asText(row.name) ?? asText(parts);
	const email = asText(row.emailId) ?? asText(row.email);
	return name && email ? `${name} (${email})` : (name ?? email);
}

export async function getAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchList(this, AGENTS, filter, paginationToken);
}
