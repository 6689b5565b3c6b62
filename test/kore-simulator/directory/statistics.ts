import { jsonObject } from '../checks/json-body';
import { INVALID_ARGUMENTS, Rejection, invalidId } from '../checks/rejection';
import type { Endpoint } from '../types';
import type { Conversation, World } from '../world/types';

type Filters = Partial<Record<'languages' | 'channels', string[]>>;

/** Lower case as in the sample, against the page's table; it shows none that is empty, so that is refused (docs/kore-api.md 3.4). */
function readFilters(body: Record<string, unknown>): Filters {
	for (const [name, values] of Object.entries(body)) {
		const isList = Array.isArray(values) && values.length > 0;
		if (!['languages', 'channels'].includes(name) || !isList) {
			throw new Rejection(INVALID_ARGUMENTS, `${name} is no filter, or no list`);
		}
	}
	return body;
}

const isCounted = ({ source, language }: Conversation, { languages, channels }: Filters) =>
	(languages?.includes(language) ?? true) && (channels?.includes(source) ?? true);

export const statisticsEndpoint = (world: World): Endpoint => ({
	method: 'POST',
	path: '/monitor/queueStatsById/:queueId',
	scope: 'SmartAssist Analytics',
	query: [],
	handle: (req, res) => {
		const filters = readFilters(jsonObject(req.entry));
		const queue = world.queues.find(({ id }) => id === req.params.queueId);
		if (!queue) throw new Rejection(invalidId('queueId'), 'unknown queue');
		const count = (wanted: Conversation['status']) =>
			world.conversations.filter(
				(conversation) =>
					conversation.queueId === queue.id &&
					conversation.status === wanted &&
					isCounted(conversation, filters),
			).length;
		const agents = world.agents.filter(({ queueIds }) => queueIds.includes(queue.id));
		const inState = (state: string) =>
			agents.filter(({ onlineStatus }) => onlineStatus === state).length;
		res.json([
			{
				queueId: queue.id,
				queueName: queue.name,
				skills: [],
				waiting: count('OPEN'),
				engaged: count('ACTIVE'),
				dropOff: 44,
				agentStatus: {
					available: inState('Available'),
					offline: inState('Offline'),
					busy: inState('Busy'),
					away: inState('Away'),
				},
				noOfAgents: agents.length,
				queueSummary: { avgWait: 7, maxWait: 20, ASA: 5 },
			},
		]);
	},
});
