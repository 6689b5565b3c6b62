import type { INodeProperties } from 'n8n-workflow';

import { asText, type Row } from '../../../shared/kore/answer';
import { readId } from '../../../shared/kore/ids';
import { rejectForeignId } from '../../run/foreignId';
import type { ReadItem } from '../../run/readOperation';

/** The agent that an operation is about. */
export const agentProperty: INodeProperties = {
	displayName: 'Agent',
	name: 'agentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose an agent...',
			typeOptions: { searchListMethod: 'getAgents', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. a-220172c-856e-4db6-a2d1-d4c2dabexxxx',
		},
	],
	description: 'The agent ID begins with a-. A user ID (u-) is something else.',
};

/** Throws a UserError if there is none, or it is the ID of something else. */
export function readAgentId({ parameter }: ReadItem): string {
	const id = readId('Agent', parameter('agentId'));
	rejectForeignId('Agent', 'agent', id);
	return id;
}

/** Kore's page describes `name` and `email`, its sample has `firstName`, `lastName` and `emailId`. */
export function agentName(row: Row): string | null {
	const parts = [asText(row.firstName), asText(row.lastName)].filter(Boolean).join(' ');
	return asText(row.name) ?? asText(parts);
}

export const agentEmail = (row: Row): string | null => asText(row.emailId) ?? asText(row.email);

/** What people need of a row of Kore's agents, whichever call it is from. */
export const simplifyAgent = (row: Row): Row => ({
	id: asText(row.id),
	userId: asText(row.userId),
	name: agentName(row),
	email: agentEmail(row),
	customId: asText(row.customId),
	phoneNumber: asText(row.phoneNumber),
	role: asText(row.role),
	status: asText(row.status),
	onlineStatus: asText(row.onlineStatus),
	lastOnlineAt: asText(row.lastOnlineAt),
});
