import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import type { Problem } from '../../shared/nodeError';
import { invalidItem, type FailedItem } from './failedItem';

/** Resolving an item's expressions takes a millisecond or two; after so many, the rest of n8n gets a turn. */
const ITEMS_IN_ONE_GO = 100;

/** What each item asks for, as `read` finds it; an item whose `read` throws, a UserError or n8n's own error, is a failed one. */
export async function readItems<Request>(
	context: IExecuteFunctions,
	count: number,
	read: (itemIndex: number) => Request,
): Promise<Array<Request | FailedItem>> {
	const requests: Array<Request | FailedItem> = [];
	for (let index = 0; index < count; index++) {
		if (index % ITEMS_IN_ONE_GO === ITEMS_IN_ONE_GO - 1) await sleep(0);
		try {
			requests.push(read(index));
		} catch (error) {
			requests.push(invalidItem(context, index, error as Problem));
		}
	}
	return requests;
}
