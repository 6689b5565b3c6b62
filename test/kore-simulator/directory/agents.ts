import { choicesQuery, integerQuery } from '../checks/query';
import { Rejection, invalidId } from '../checks/rejection';
import { shown } from '../shown';
import { PAGE_SIZE, pageWithSkip } from './paging';
import type { Endpoint } from '../types';
import type { Agent, World } from '../world/types';

/**
 * First and last name, `emailId` and `status` as in the sample; the response table of the same page
 * names `name`, `email` and `isActive` instead (docs/kore-api.md 3.2).
 */
function agentRow(agent: Agent, world: World) {
	const { id, userId, firstName, lastName, emailId, role, status, onlineStatus } = agent;
	return {
		status,
		userId,
		orgId: world.orgId,
		accountId: world.accountId,
		onlineStatus,
		onlineStatusType: onlineStatus.toUpperCase(),
		id,
		emailId,
		firstName,
		lastName,
		profImage: 'no-avatar',
		skills: [],
		role,
	};
}

/** One agent: with the passwords of his telephone's TURN servers, as in Kore's sample (docs/kore-api.md 3.4). */
const oneAgent = (agent: Agent, world: World) => ({
	...agentRow(agent, world),
	name: `${agent.firstName} ${agent.lastName}`,
	customId: agent.customId,
	iId: world.streamId,
	addresses: ['wss://sbc.example.com:8443'],
	iceServers: [
		{ url: 'stun:stun.example.com:3478', urls: 'stun:stun.example.com:3478' },
		{
			credential: 'simulator-turn-password',
			url: 'turn:turn.example.com:3478?transport=udp',
			urls: 'turn:turn.example.com:3478?transport=udp',
			username: 'simulator-turn-user',
		},
	],
	queues: agentQueues(agent, world),
});

/** As in the sample of "Get the Agent ID Using the Custom ID" (docs/kore-api.md 3.4). */
function customIdRow(agent: Agent, world: World) {
	const { firstName, lastName, customId } = agent;
	const fullName = `${firstName} ${lastName}`;
	const { skills: _skills, ...row } = agentRow(agent, world);
	return { ...row, fullName, lFullName: fullName.toLowerCase(), customId };
}

function agentQueues({ queueIds, userId }: Agent, world: World) {
	return world.queues
		.filter(({ id }) => queueIds.includes(id))
		.map(({ id, name }) => ({ id, name, agents: [{ isPreferredAgent: false, userId }] }));
}

export function agentEndpoints(world: World): Endpoint[] {
	return [
		{
			method: 'GET',
			path: '/organizations/:orgId/agents',
			scope: 'SmartAssist Analytics',
			query: ['page', 'includeQueues'],
			handle: (req, res) => {
				if (req.params.orgId !== world.orgId) {
					throw new Rejection(invalidId('orgId'), `orgId is ${shown(req.params.orgId)}`);
				}
				// Kore's page spells it True.
				const flags = ['True', 'true', 'False', 'false'];
				const [flag = 'False'] = choicesQuery(req, 'includeQueues', flags);
				const withQueues = flag.toLowerCase() === 'true';
				const rows = world.agents.map((agent) => ({
					...agentRow(agent, world),
					...(withQueues && { queues: agentQueues(agent, world) }),
				}));
				const page = integerQuery(req, 'page', 1, 1);
				res.json(pageWithSkip(rows, (page - 1) * PAGE_SIZE));
			},
		},
		{
			method: 'GET',
			path: '/agents/customId/:customId',
			scope: 'Configuration',
			query: [],
			// An array in the sample, of one where the custom ID is one agent's; of none if it is nobody's (inferred).
			handle: (req, res) => {
				const agents = world.agents.filter(({ customId }) => customId === req.params.customId);
				res.json(agents.map((agent) => customIdRow(agent, world)));
			},
		},
		{
			method: 'GET',
			path: '/agents/:agentId',
			scope: 'SmartAssist Analytics',
			query: [],
			handle: (req, res) => {
				const agent = world.agents.find(({ id }) => id === req.params.agentId);
				if (!agent) throw new Rejection(invalidId('agentId'), 'unknown agent');
				res.json(oneAgent(agent, world));
			},
		},
	];
}
