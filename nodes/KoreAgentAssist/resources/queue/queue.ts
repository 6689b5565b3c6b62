import { asText, isObject, type Row } from '../../../shared/kore/answer';
import { findQueue, readQueue } from '../../locators/queue';
import type { Ask, ReadItem } from '../../run/readOperation';

/** Asks about the queue that the item names, as soon as its ID is known. Throws a UserError if the field names none. */
export function askAboutQueue(item: ReadItem, ask: (queueId: string) => ReturnType<Ask>): Ask {
	const queue = readQueue(item.locator('queueId'));
	return async () => {
		const found = await findQueue(item.directory, queue, { ...item, orgId: '' });
		return found && 'id' in found ? await ask(found.id) : found;
	};
}

/** What the messages of a call about one queue say. */
export const aboutQueue = (id: string) => ({
	wanted: `queue ${id}`,
	values: "Check 'Queue'.",
});

/** What people need of a row of Kore's queues. */
export function simplifyQueue(row: Row): Row {
	const hours = isObject(row.hoursOfOperation) ? row.hoursOfOperation : {};
	return {
		id: asText(row.id),
		name: asText(row.name),
		description: asText(row.description),
		isActive: row.isActive ?? null,
		isDefault: row.isDefault ?? null,
		hoursOfOperation: asText(hours.name),
		numberOfAgents: Array.isArray(row.agents) ? row.agents.length : null,
	};
}
