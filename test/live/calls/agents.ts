import { agentList } from '../../../dist/nodes/shared/kore/lists';
import type { Found } from '../found';
import type { Call } from './call';

const ANALYTICS = 'SmartAssist Analytics';

const listPath = ({ orgId }: Found) => orgId && agentList(orgId).path;
const listQuery = (page: number) => (found: Found) => ({
	page,
	...agentList(found.orgId ?? '').query,
});

/** What Agent: Get Many, Get and Get Availability send. */
export const agentCalls = {
	agents: {
		title: 'Agent: Get Many',
		method: 'GET',
		template: 'B/organizations/{orgId}/agents?page=1&includeQueues=False',
		scope: ANALYTICS,
		path: listPath,
		query: listQuery(1),
	},
	agentsPage2: {
		title: 'Agent: Get Many, second page',
		method: 'GET',
		template: 'B/organizations/{orgId}/agents?page=2&includeQueues=False',
		scope: ANALYTICS,
		path: listPath,
		query: listQuery(2),
	},
	agent: {
		title: 'Agent: Get',
		method: 'GET',
		template: 'B/agents/{agentId}',
		scope: ANALYTICS,
		path: ({ agentId }) => agentId && ['agents', agentId],
	},
	availability: {
		title: 'Agent: Get Availability',
		method: 'POST',
		template: 'B/agents/availability',
		scope: 'Configuration',
		path: () => ['agents', 'availability'],
		body: () => ({}),
	},
	availabilityOfQueue: {
		title: 'Agent: Get Availability, of a queue',
		method: 'POST',
		template: 'B/agents/availability',
		scope: 'Configuration',
		path: ({ queueId }) => queueId && ['agents', 'availability'],
		body: ({ queueId = '' }) => ({ queueIds: [queueId] }),
	},
	customId: {
		title: 'Agent: Get, by custom ID',
		method: 'GET',
		template: 'B/agents/customId/{customId}',
		scope: 'Configuration',
		path: ({ customId }) => customId && ['agents', 'customId', customId],
	},
	noCustomId: {
		title: 'Agent: Get, by a custom ID that nobody has',
		method: 'GET',
		template: 'B/agents/customId/{customId}',
		scope: 'Configuration',
		path: () => ['agents', 'customId', 'live-check-nobody'],
	},
} satisfies Record<string, Call>;
