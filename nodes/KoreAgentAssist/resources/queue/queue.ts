import type { INodeProperties } from 'n8n-workflow';

import { asText, isObject, type Row } from '../../../shared/kore/answer';
import { readId } from '../../../shared/kore/ids';
import { rejectForeignId } from '../../run/foreignId';
import type { ReadItem } from '../../run/readOperation';

/** The queue that an operation is about. */
export const queueProperty: INodeProperties = {
	displayName: 'Queue',
	name: 'queueId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a queue...',
			typeOptions: { searchListMethod: 'getQueues', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. qu-b5d3bb4-a1ac-4caa-9be6-55a5abc3xxxx',
		},
	],
	description: 'The queue ID begins with qu-',
};

/** Throws a UserError if there is none, or it is the ID of something else. */
export function readQueueId({ parameter }: ReadItem): string {
	const id = readId('Queue', parameter('queueId'));
	rejectForeignId('Queue', 'queue', id);
	return id;
}

/** What the messages of a call about one queue say. */
export const aboutQueue = (id: string) => ({
	wanted: `queue ${id}`,
	values: "Check 'Queue'.",
});

/** What people need of a row of Kore's queues. */
export function simplifyQueue(row: Row): Row {
	const hours = isObject(row.hoursOfOperation) ? row.hoursOfOperation : {};
	return {
		id: asText(row.id),
		name: asText(row.name),
		description: asText(row.description),
		isActive: row.isActive ?? null,
		isDefault: row.isDefault ?? null,
		hoursOfOperation: asText(hours.name),
		numberOfAgents: Array.isArray(row.agents) ? row.agents.length : null,
	};
}
