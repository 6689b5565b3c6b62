import { readObject } from '../../../shared/kore/answer';
import { queueLocator } from '../../locators/queue.description';
import { readOperation } from '../../run/readOperation';
import { readSimplify, simplifyProperty } from '../../run/simplify';
import { aboutQueue, askAboutQueue, simplifyQueue } from './queue';

/** Kore's "Get a Specific Queue" (docs/kore-api.md, 3). */
export const get = readOperation({
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get queue',
		description: 'Look up one queue',
	},
	properties: [queueLocator, simplifyProperty],
	prepare: (item) => {
		const toRow = readSimplify(item, simplifyQueue);
		return askAboutQueue(
			item,
			async (queueId) =>
				await item.ask({
					method: 'GET',
					path: ['queues', queueId],
					scope: 'Configuration',
					...aboutQueue(queueId),
					answer: 'a queue',
					read: (answer) => {
						const row = readObject(answer, 'id');
						return row && [toRow(row)];
					},
				}),
		);
	},
});
