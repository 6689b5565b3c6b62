import { Rejection, invalidId } from '../checks/rejection';
import { objectId } from '../world/ids';
import type { Endpoint } from '../types';
import type { World } from '../world/types';

/** One set of hours for all queues; Kore's sample has no special day (docs/kore-api.md 3.4). */
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
			standardDays: { frequency: 'WEEKLY', days: world.hours.days },
			specialDays: { frequency: 'YEARLY', days: [] },
			status: 'ACTIVE',
			lname: 'default hours of operation(auto created)1',
			isDefault: true,
			orgId,
			createdBy: world.agents[0].userId,
			timezone: world.hours.timezone,
			id: objectId('51510000b0b5', 1),
			isHoursOfOperationValid: true,
		});
	},
});
