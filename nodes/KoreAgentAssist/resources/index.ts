import { get as getAgent } from './agent/get.operation';
import { getAll as getAgents } from './agent/getAll.operation';
import { getAvailability } from './agent/getAvailability.operation';
import { assign } from './conversation/assign/assign.operation';
import { get as getConversation } from './conversation/get.operation';
import { getAll as getConversations } from './conversation/getAll.operation';
import type { Resource } from './operation';
import { get as getQueue } from './queue/get.operation';
import { getAll as getQueues } from './queue/getAll.operation';
import { getStatistics } from './queue/getStatistics.operation';
import { getHours } from './queue/hours/getHours.operation';

/** All that the node can do. A new operation is a file, or a folder, of its own and one entry here. */
export const resources: Resource[] = [
	{
		option: { name: 'Conversation', value: 'conversation' },
		operations: [assign, getConversation, getConversations],
	},
	{
		option: { name: 'Agent', value: 'agent' },
		operations: [getAgent, getAgents, getAvailability],
	},
	{
		option: { name: 'Queue', value: 'queue' },
		operations: [getQueue, getQueues, getStatistics, getHours],
	},
];
