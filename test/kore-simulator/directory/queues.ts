import { jsonObject } from '../checks/json-body';
import { integerQuery } from '../checks/query';
import { INVALID_ARGUMENTS, Rejection, invalidId } from '../checks/rejection';
import { koreId } from '../world/ids';
import { pageWithNumber } from './paging';
import type { Endpoint } from '../types';
import type { Agent, Queue, World } from '../world/types';

/** `agents` carries user ids only, which are no aIds (docs/kore-api.md 3.1). */
function queueRow(queue: Queue, world: World) {
	const members = world.agents.filter(({ queueIds }) => queueIds.includes(queue.id));
	return {
		isActive: queue.isActive,
		isDefault: queue.isDefault,
		name: queue.name,
		description: queue.description,
		orgId: world.orgId,
		id: queue.id,
		hoursOfOperation: { id: koreId('h', 1), name: 'Default Hours' },
		agents: members.map(({ userId, firstName, lastName }) => ({
			userId,
			name: `${firstName} ${lastName}`,
			isPreferredAgent: false,
		})),
		agentGroups: [world.agentGroups[0]],
	};
}

function queueAgentRow({ userId, id, firstName, lastName }: Agent) {
	return { userId, aId: id, name: `${firstName} ${lastName}`, profImage: 'no-avatar' };
}

/** Agents of queues, or queue ids of agents: bare arrays (docs/kore-api.md 3.2). */
function crossReference(body: Record<string, unknown>, world: World) {
	const [name, ...others] = Object.keys(body);
	const ids = body[name];
	const isIdList = Array.isArray(ids) && ids.every((id) => typeof id === 'string');
	if (others.length > 0 || !['queueIds', 'agentIds'].includes(name) || !isIdList) {
		throw new Rejection(INVALID_ARGUMENTS, 'body is neither {queueIds} nor {agentIds}');
	}
	if (name === 'queueIds') {
		const members = world.agents.filter(({ queueIds }) => queueIds.some((id) => ids.includes(id)));
		return members.map(queueAgentRow);
	}
	const agents = world.agents.filter(({ id }) => ids.includes(id));
	return [...new Set(agents.flatMap(({ queueIds }) => queueIds))];
}

export function queueEndpoints(world: World): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/queues',
			scope: 'Configuration',
			// Not documented, but the answer has pages (docs/kore-api.md 3).
			query: ['page'],
			handle: (req, res) => {
				const rows = world.queues.map((queue) => queueRow(queue, world));
				res.json(pageWithNumber(rows, integerQuery(req, 'page', 1, 1)));
			},
		},
		{
			method: 'POST',
			path: '/queues/agents',
			scope: 'Configuration',
			query: [],
			handle: (req, res) => {
				res.json(crossReference(jsonObject(req.entry), world));
			},
		},
		{
			method: 'GET',
			path: '/queues/:queueId',
			scope: 'Configuration',
			query: [],
			handle: (req, res) => {
				const queue = world.queues.find(({ id }) => id === req.params.queueId);
				if (!queue) throw new Rejection(invalidId('queueId'), 'unknown queue');
				res.json(queueRow(queue, world));
			},
		},
	];
}
