import type { INodeProperties } from 'n8n-workflow';

import { readObjects } from '../../../shared/kore/answer';
import { rejectForeignId } from '../../../shared/kore/foreignId';
import { readId } from '../../../shared/kore/ids';
import { readOperation, type ReadItem } from '../../run/readOperation';
import { simplifyProperty } from '../../run/simplify';
import { readConversationRow } from './conversation';

const properties: INodeProperties[] = [
	{
		displayName: 'Find By',
		name: 'findBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Session ID', value: 'sessionId' },
			{ name: 'Conversation ID', value: 'conversationId' },
		],
		default: 'sessionId',
		description: 'Which ID of the conversation is known',
	},
	{
		displayName: 'Session ID',
		name: 'sessionId',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { findBy: ['sessionId'] } },
		placeholder: 'e.g. 6538f8a3c9cf425ee5cfxxxx',
		description:
			'The session of the app, as Assign Conversation takes it for Bot Session ID. That Kore means the same session by both is likely, but not documented. If a session has several conversations, each is an item.',
	},
	{
		displayName: 'Conversation ID',
		name: 'conversationId',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { findBy: ['conversationId'] } },
		placeholder: 'e.g. c-3d7265b-de0a-489d-a2eb-69ce6bdexxxx',
		description: 'The conversation ID begins with c-',
	},
	simplifyProperty,
];

/**
 * Kore's "Get Conversation Details" and "Get a Specific Conversation" (docs/kore-api.md, 3.4). Kore shows one conversation for a session;
 * if it has several, all go out, as nobody can say here which of them is meant.
 */
export const get = readOperation({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get conversation',
		description: 'Look up where a conversation is, and who has it',
	},
	properties,
	prepare: (item) => {
		const { path, ...wanted } = readWanted(item);
		const toRow = readConversationRow(item);
		return async () =>
			await item.ask({
				method: 'GET',
				path: ['conversations', ...path],
				scope: 'SmartAssist Analytics',
				...wanted,
				answer: 'a conversation',
				read: (answer) => readObjects(answer, '_id')?.map(toRow),
			});
	},
});

function readWanted({ parameter }: ReadItem) {
	if (parameter('findBy') === 'conversationId') {
		const id = readId('Conversation ID', parameter('conversationId'));
		rejectForeignId('Conversation ID', 'conversation', id);
		return { path: [id], wanted: `conversation ${id}`, values: "Check 'Conversation ID'." };
	}
	const id = readId('Session ID', parameter('sessionId'));
	const wanted = `a conversation of session ${id}`;
	return { path: ['sessions', id], wanted, values: "Check 'Session ID'." };
}
