import { QUEUE_LIST } from '../../../shared/kore/lists';
import { manyProperties, pagesOf, readLimit, readPages } from '../../run/many';
import { readOperation } from '../../run/readOperation';
import { readSimplify, simplifyProperty } from '../../run/simplify';
import { simplifyQueue } from './queue';

/** Kore's "Get a List of Queues" (docs/kore-api.md, 3). */
export const getAll = readOperation({
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many queues',
		description: 'List the queues of the app',
	},
	properties: [...manyProperties, simplifyProperty],
	prepare: (item) => {
		const readPage = pagesOf(item, QUEUE_LIST, "Check 'Stream ID' in the credential.");
		const limit = readLimit(item);
		const toRow = readSimplify(item, simplifyQueue);
		return async () => await readPages(readPage, limit, toRow);
	},
});
