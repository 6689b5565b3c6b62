import { choicesQuery, integerQuery, textQuery } from '../checks/query';
import { Rejection, invalidId } from '../checks/rejection';
import { koreId } from '../world/ids';
import { PAGE_SIZE, pageWithSkip } from './paging';
import type { Endpoint, Request } from '../types';
import type { Conversation, World } from '../world/types';

/** docs/kore-api.md 3.1 */
const STATUSES = ['ACTIVE', 'CLOSED', 'IDLE', 'OPEN', 'OVERDUE', 'TERMINATED'];

/** `agentId` is a `u-…` here, not an aId (docs/kore-api.md 3.1). */
function participants({ agentId, queueId }: Conversation, world: World) {
	return world.agents
		.filter(({ id }) => id === agentId)
		.map(({ userId, firstName, lastName }) => ({
			queueId,
			agentId: userId,
			name: `${firstName} ${lastName}`,
			status: 'ACTIVE',
		}));
}

/** An agent's ID is the `u-…` here, too. */
function transferDetails({ transfers }: Conversation, world: World) {
	return transfers.map(({ at, target }) => ({
		fromAgent: null,
		transferredType: 'queueId' in target ? 'QUEUE' : 'OTHERS',
		transferredTo: [
			'queueId' in target
				? { type: 'QUEUE', id: target.queueId }
				: {
						type: 'AGENT',
						id: world.agents.find(({ id }) => id === target.agentId)?.userId ?? target.agentId,
					},
		],
		transferredAt: at,
	}));
}

function conversationRow(conversation: Conversation, world: World) {
	const { id, botSessionId, status, source, language, queueId } = conversation;
	return {
		botSessionId,
		botId: world.streamId,
		orgId: world.orgId,
		source,
		_id: id,
		participants: participants(conversation, world),
		transferDetails: transferDetails(conversation, world),
		status,
		accountId: world.accountId,
		language,
		queues: [{ type: 'ASSIGNED', status: 'ACTIVE', id: queueId }],
		// The sample's inner orgId is another one (docs/kore-api.md 3.1).
		userInfo: { orgId: koreId('o', 999) },
	};
}

function isAskedFor({ status, source, language }: Conversation, req: Request) {
	const statuses = choicesQuery(req, 'status', STATUSES);
	return (
		(statuses.length === 0 || statuses.includes(status)) &&
		[undefined, source].includes(textQuery(req, 'source')) &&
		[undefined, language].includes(textQuery(req, 'language'))
	);
}

export function conversationEndpoints(world: World): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/conversations',
			scope: 'SmartAssist Analytics',
			// `fields` is in the page's address, but what it does is documented nowhere.
			query: ['skip', 'limit', 'status', 'source', 'language'],
			handle: (req, res) => {
				const rows = world.conversations
					.filter((conversation) => isAskedFor(conversation, req))
					.map((conversation) => conversationRow(conversation, world));
				const skip = integerQuery(req, 'skip', 0, 0);
				res.json(pageWithSkip(rows, skip, integerQuery(req, 'limit', PAGE_SIZE, 1)));
			},
		},
		{
			method: 'GET',
			path: '/conversations/sessions/:sessionId',
			scope: 'SmartAssist Analytics',
			query: [],
			handle: (req, res) => {
				const { sessionId } = req.params;
				const found = world.conversations.find(({ botSessionId }) => botSessionId === sessionId);
				if (!found) throw new Rejection(invalidId('sessionId'), 'unknown session');
				res.json({
					_id: found.id,
					participants: participants(found, world),
					transferDetails: transferDetails(found, world),
					conversationType: 'livechat',
					status: found.status,
				});
			},
		},
		{
			method: 'GET',
			path: '/conversations/:conversationId',
			scope: 'SmartAssist Analytics',
			query: [],
			handle: (req, res) => {
				const found = world.conversations.find(({ id }) => id === req.params.conversationId);
				if (!found) throw new Rejection(invalidId('conversationId'), 'unknown conversation');
				res.json({
					...conversationRow(found, world),
					conversationType: 'messaging',
					dispositions: { metaStatus: 'SYSTEM_DROP_OFF', status: 'DROP-OFF' },
				});
			},
		},
	];
}
