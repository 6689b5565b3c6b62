import type { INodeProperties } from 'n8n-workflow';

/** A queue of Kore's, as `readQueue` reads it. */
export const queueLocator: INodeProperties = {
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
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Billing',
			hint: "Looked up in Kore's list of queues, once a run",
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. qu-b5d3bb4-a1ac-4caa-9be6-55a5abc3xxxx',
		},
	],
	builderHint: {
		propertyHint:
			"In a tool of an AI Agent use the mode name, with a default: $fromAI('queue', 'Name of the queue', 'string', '')",
	},
	description: 'The queue ID begins with qu-',
};
