import { QUEUE_LIST } from '../../../dist/nodes/shared/kore/lists';
import type { Call } from './call';

const CONFIGURATION = 'Configuration';

/** Has the form of a queue's, and is nobody's. */
const NO_QUEUE = 'qu-0000000-0000-4000-8000-000000000000';

/** What Queue: Get Many, Get, Get Statistics and Get Hours send. */
export const queueCalls = {
	queues: {
		title: 'Queue: Get Many',
		method: 'GET',
		template: 'B/queues',
		scope: CONFIGURATION,
		path: () => QUEUE_LIST.path,
	},
	queuesPage2: {
		title: 'Queue: Get Many, second page',
		method: 'GET',
		template: 'B/queues?page=2',
		scope: CONFIGURATION,
		path: () => QUEUE_LIST.path,
		query: () => ({ page: 2 }),
	},
	queue: {
		title: 'Queue: Get',
		method: 'GET',
		template: 'B/queues/{queueId}',
		scope: CONFIGURATION,
		path: ({ queueId }) => queueId && ['queues', queueId],
	},
	statistics: {
		title: 'Queue: Get Statistics',
		method: 'POST',
		template: 'B/monitor/queueStatsById/{queueId}',
		scope: 'SmartAssist Analytics',
		path: ({ queueId }) => queueId && ['monitor', 'queueStatsById', queueId],
		body: () => ({}),
	},
	hours: {
		title: 'Queue: Get Hours',
		method: 'GET',
		template: '/agentassist/api/public/organizations/{orgId}/operationshours/{queueId}',
		scope: CONFIGURATION,
		streamInHeader: true,
		path: ({ orgId, queueId }) =>
			queueId && orgId && ['organizations', orgId, 'operationshours', queueId],
	},
	noQueue: {
		title: 'Queue: Get, an ID that nobody has',
		method: 'GET',
		template: 'B/queues/{queueId}',
		scope: CONFIGURATION,
		path: () => ['queues', NO_QUEUE],
	},
} satisfies Record<string, Call>;
