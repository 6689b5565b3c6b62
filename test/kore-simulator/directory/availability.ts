import { jsonObject } from '../checks/json-body';
import { INVALID_ARGUMENTS, Rejection } from '../checks/rejection';
import type { Endpoint } from '../types';
import type { Agent, World } from '../world/types';

const FILTERS = ['skillIds', 'queueIds', 'agentIds'] as const;

const STATES = ['AVAILABLE', 'BUSY', 'OFFLINE', 'AWAY'];

type Filters = Partial<Record<(typeof FILTERS)[number], string[]>>;

/** All three are optional on the page; it shows none that is empty, so that is refused (docs/kore-api.md 3.4). */
function readFilters(body: Record<string, unknown>): Filters {
	for (const [name, ids] of Object.entries(body)) {
		const isIdList =
			Array.isArray(ids) &&
			ids.length > 0 &&
			ids.every((id) => typeof id === 'string' && id !== '');
		if (!FILTERS.some((filter) => filter === name) || !isIdList) {
			throw new Rejection(INVALID_ARGUMENTS, `${name} is no filter, or no list of ids`);
		}
	}
	return body;
}

/** That all filters have to fit is ours. */
const isAskedFor = ({ id, skillIds, queueIds }: Agent, filters: Filters) =>
	(filters.agentIds?.includes(id) ?? true) &&
	(filters.queueIds?.some((queueId) => queueIds.includes(queueId)) ?? true) &&
	(filters.skillIds?.some((skillId) => skillIds.includes(skillId)) ?? true);

const capacity = (total: number, used: number) => ({
	isEnabled: true,
	totalCapacity: total,
	usedCapacity: used,
	availableCapacity: total - used,
});

/** Some channels are an empty object (docs/kore-api.md 3.4). */
function availabilityRow(agent: Agent, index: number) {
	const { id, userId, firstName, lastName, emailId, customId } = agent;
	return {
		_id: id,
		userId,
		firstName,
		lastName,
		emailId,
		customId,
		phoneNumber: '',
		isDigitalEnabled: true,
		channelCapacity: {
			liveChat: capacity(3, index % 3),
			messaging: {},
			email: capacity(2, 0),
			voice: capacity(1, index % 2),
			voiceMail: { ...capacity(5, 0), isEnabled: false },
		},
	};
}

export const availabilityEndpoint = (world: World): Endpoint => ({
	method: 'POST',
	path: '/agents/availability',
	scope: 'Configuration',
	query: [],
	handle: (req, res) => {
		const filters = readFilters(jsonObject(req.entry));
		const lists = STATES.map((state) => {
			const agents = world.agents.filter(
				(agent) => agent.onlineStatus.toUpperCase() === state && isAskedFor(agent, filters),
			);
			const rows = agents.map((agent) => availabilityRow(agent, world.agents.indexOf(agent)));
			return [state, rows] as const;
		});
		res.json(Object.fromEntries(lists));
	},
});
