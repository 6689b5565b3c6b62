import { createApps } from './apps';
import { createHours } from './hours';
import { koreId, objectId } from './ids';
import { createAgents, createQueues } from './people';
import type { Agent, Conversation, Queue, World } from './types';

const STATUSES: Conversation['status'][] = ['OPEN', 'ACTIVE', 'CLOSED'];

function createConversations(agents: Agent[], queues: Queue[]): Conversation[] {
	return Array.from({ length: 12 }, (_, index) => {
		const status = STATUSES[index % STATUSES.length];
		return {
			id: koreId('c', index + 1),
			botSessionId: objectId('6538f8a3c9cf425ee5cf', index + 1),
			status,
			source: index % 4 === 0 ? 'audiocodes' : 'rtm',
			language: 'en',
			queueId: queues[index % queues.length].id,
			agentId: status === 'OPEN' ? null : agents[index % agents.length].id,
			transfers: [],
		};
	});
}

/** @param agentCount how many agents it has */
export async function createWorld(agentCount = 24): Promise<World> {
	const queues = createQueues();
	const agents = createAgents(queues, agentCount);
	return {
		streamId: koreId('st', 1),
		accountId: objectId('51510000acc0', 1),
		orgId: koreId('o', 1),
		apps: await createApps(),
		agents,
		queues,
		hours: createHours(),
		agentGroups: [
			{ id: koreId('ag', 1), name: 'Default Group' },
			{ id: koreId('ag', 2), name: 'Night Shift' },
		],
		skillGroups: [
			{ id: objectId('51510000f00d', 1), name: 'Default SkillGroup' },
			{ id: objectId('51510000f00d', 2), name: 'Languages' },
		],
		conversations: createConversations(agents, queues),
	};
}
