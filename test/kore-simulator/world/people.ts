import { koreId, objectId } from './ids';
import type { Agent, Queue } from './types';

const QUEUE_NAMES = [
	'Default Queue',
	'Billing',
	'Claims',
	'Complaints',
	'Deliveries',
	'Français',
	'New Customers',
	'Orders',
	'Returns',
	'Sales',
	'Technical Support',
	'VIP',
];

const FIRST_NAMES = [
	'Ada',
	'Ben',
	'Cleo',
	'Dan',
	'Eva',
	'Finn',
	'Gia',
	'Hugo',
	'Ines',
	'Jan',
	'Kim',
	'Leo',
	'Mia',
	'Ned',
	'Olga',
	'Paul',
	'Quinn',
	'Rosa',
	'Sam',
	'Tina',
	'Umar',
	'Vera',
	'Wim',
	'Zoë',
];

const ONLINE_STATUSES = ['Available', 'Busy', 'Away', 'Offline'];

export function createQueues(): Queue[] {
	return QUEUE_NAMES.map((name, index) => ({
		id: koreId('qu', index + 1),
		name,
		description: `Simulated queue ${name}`,
		isDefault: index === 0,
		isActive: true,
	}));
}

/** Everybody is in the default queue; every second agent is in another one too. */
export function createAgents(queues: Queue[], count: number): Agent[] {
	return Array.from({ length: count }, (_, index) => ({
		id: koreId('a', index + 1),
		userId: koreId('u', index + 1),
		firstName: FIRST_NAMES[index % FIRST_NAMES.length],
		// Example, then Example 2, …, so that each has a name of his own.
		lastName: ['Example', Math.floor(index / FIRST_NAMES.length) + 1].join(' ').replace(/ 1$/, ''),
		emailId: `agent${index + 1}@example.com`,
		role: index === 0 ? 'Administrator' : 'Agent',
		status: 'ACTIVE',
		onlineStatus: ONLINE_STATUSES[index % ONLINE_STATUSES.length],
		customId: `ext-${101 + index}`,
		skillIds: index % 3 === 0 ? [objectId('51510000ab1e', 1)] : [],
		queueIds:
			index % 2 === 0
				? [queues[0].id]
				: [queues[0].id, queues[1 + (index % (queues.length - 1))].id],
	}));
}
