import type { Call } from './call';

const ANALYTICS = 'SmartAssist Analytics';

/** As many as the node asks for at most. */
export const LIMIT = 25;

/** What Conversation: Get Many and Get send. */
export const conversationCalls = {
	conversations: {
		title: 'Conversation: Get Many',
		method: 'GET',
		template: `B/conversations?skip=0&limit=${LIMIT}`,
		scope: ANALYTICS,
		path: () => ['conversations'],
		query: () => ({ skip: 0, limit: LIMIT }),
	},
	conversationsLimited: {
		title: 'Conversation: Get Many, the first two',
		method: 'GET',
		template: 'B/conversations?skip=0&limit=2',
		scope: ANALYTICS,
		path: () => ['conversations'],
		query: () => ({ skip: 0, limit: 2 }),
	},
	conversationsSkipped: {
		title: 'Conversation: Get Many, without the first one',
		method: 'GET',
		template: 'B/conversations?skip=1&limit=2',
		scope: ANALYTICS,
		path: () => ['conversations'],
		query: () => ({ skip: 1, limit: 2 }),
	},
	closedConversations: {
		title: 'Conversation: Get Many, the closed ones',
		method: 'GET',
		template: `B/conversations?skip=0&limit=${LIMIT}&status=CLOSED`,
		scope: ANALYTICS,
		path: () => ['conversations'],
		query: () => ({ skip: 0, limit: LIMIT, status: 'CLOSED' }),
	},
	conversation: {
		title: 'Conversation: Get, by conversation ID',
		method: 'GET',
		template: 'B/conversations/{conversationId}',
		scope: ANALYTICS,
		path: ({ conversationId }) => conversationId && ['conversations', conversationId],
	},
	session: {
		title: 'Conversation: Get, by session ID',
		method: 'GET',
		template: 'B/conversations/sessions/{sessionId}',
		scope: ANALYTICS,
		path: ({ sessionId }) => sessionId && ['conversations', 'sessions', sessionId],
	},
} satisfies Record<string, Call>;
