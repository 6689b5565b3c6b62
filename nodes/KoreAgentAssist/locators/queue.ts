import { UserError } from 'n8n-workflow';

import { describeFound } from '../../shared/foundValue';
import type { Directory } from '../../shared/kore/directory/directory';
import { rejectForeignId, type IdAdvice } from '../../shared/kore/foreignId';
import { readId, readText } from '../../shared/kore/ids';
import { QUEUE_LIST } from '../../shared/kore/lists';
import { judge, readerOf, type Found, type Place } from './found';
import { readNotAnId, unknownMode, type Locator } from './locator';

/** A queue as the field names one. */
export type NamedQueue = { id: string } | { name: string };

/** Like `readAgent`, for the field 'Queue'. */
export function readQueue(locator: Locator, advice?: IdAdvice): NamedQueue {
	switch (locator.mode) {
		case 'list':
		case 'id': {
			rejectName(locator.value);
			const id = readId('Queue', locator.value);
			rejectForeignId('Queue', 'queue', id, advice);
			return { id };
		}
		case 'name':
			return { name: readNotAnId('Queue', locator, 'the name of a queue') };
		default:
			return unknownMode('Queue', locator.mode);
	}
}

/** Only one with white space can be told from an ID. */
function rejectName(value: unknown): void {
	const text = readText('Queue', value);
	if (!/\s/.test(text)) return;
	throw new UserError(`'Queue' has white space in it: ${JSON.stringify(describeFound(text))}`, {
		description: "An ID has none. If it is the name of a queue, set 'Queue' to 'By Name'.",
	});
}

/** Asks Kore for the ID, once a run for its list of queues. */
export async function findQueue(
	directory: Directory,
	queue: NamedQueue,
	place: Place,
): Promise<Found> {
	if ('id' in queue) return queue;
	const { name } = queue;
	const lookup = await directory.find(QUEUE_LIST, readerOf(place), 'name', name);
	return judge(lookup, { kind: 'queue', by: 'name', text: name });
}
