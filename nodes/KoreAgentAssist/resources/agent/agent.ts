import { findAgent, readAgent } from '../../locators/agent';
import type { Ask, ReadItem } from '../../run/readOperation';
import { asText, type Row } from '../../../shared/kore/answer';
import { readEmail, readName } from '../../../shared/kore/directory/entry';

/** Asks about the agent that the item names, as soon as his ID is known. Throws a UserError if the field names none. */
export function askAboutAgent(item: ReadItem, ask: (agentId: string) => ReturnType<Ask>): Ask {
	const agent = readAgent(item.locator('agentId'));
	const orgId = 'email' in agent ? item.orgId() : '';
	return async () => {
		const found = await findAgent(item.directory, agent, { ...item, orgId });
		return found && 'id' in found ? await ask(found.id) : found;
	};
}

/** What people need of a row of Kore's agents, whichever call it is from. */
export const simplifyAgent = (row: Row): Row => ({
	id: asText(row.id),
	userId: asText(row.userId),
	name: readName(row),
	email: readEmail(row),
	customId: asText(row.customId),
	phoneNumber: asText(row.phoneNumber),
	role: asText(row.role),
	status: asText(row.status),
	onlineStatus: asText(row.onlineStatus),
	lastOnlineAt: asText(row.lastOnlineAt),
});
