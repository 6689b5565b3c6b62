import { Rejection, invalidId } from '../checks/rejection';
import { objectId } from '../world/ids';
import type { Endpoint } from '../types';
import type { World } from '../world/types';

const WORKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR'];

/** Kore's times, which end a day with 11:59:59.999 PM; its sample has no special day (docs/kore-api.md 3.4). */
const WEEK = [
	...WORKDAYS.map((day) => ({ start: '9:00 AM', end: '5:30 PM', day })),
	{ start: '12:00 AM', end: '11:59:59.999 PM', day: 'SA' },
];

export const hoursEndpoint = (world: World): Endpoint => ({
	method: 'GET',
	streamInHeader: true,
	path: '/organizations/:orgId/operationshours/:queueId',
	scope: 'Configuration',
	query: [],
	handle: (req, res) => {
		const { orgId, queueId } = req.params;
		if (orgId !== world.orgId) throw new Rejection(invalidId('orgId'), 'unknown organization');
		if (!world.queues.some(({ id }) => id === queueId)) {
			throw new Rejection(invalidId('queueId'), 'unknown queue');
		}
		res.json({
			name: 'Default Hours of Operation(Auto Created)1',
			standardDays: { frequency: 'WEEKLY', days: WEEK },
			specialDays: { frequency: 'YEARLY', days: [] },
			status: 'ACTIVE',
			lname: 'default hours of operation(auto created)1',
			isDefault: true,
			orgId,
			createdBy: world.agents[0].userId,
			timezone: 'Asia/Kolkata',
			id: objectId('51510000b0b5', 1),
			isHoursOfOperationValid: true,
		});
	},
});
