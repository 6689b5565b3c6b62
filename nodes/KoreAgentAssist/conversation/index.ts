import type { INodeProperties } from 'n8n-workflow';

import { assignDescription } from './assign.description';

const showOnlyForConversation = { resource: ['conversation'] };

export const conversationDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: showOnlyForConversation },
		options: [
			{
				name: 'Assign Conversation',
				value: 'assign',
				action: 'Assign a conversation',
				description: 'Transfer a live conversation of a bot to an agent or a queue',
			},
		],
		default: 'assign',
	},
	...assignDescription,
];
