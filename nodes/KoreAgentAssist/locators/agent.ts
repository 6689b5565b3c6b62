import { UserError } from 'n8n-workflow';

import type { Directory } from '../../shared/kore/directory/directory';
import { assertSegment, readId } from '../../shared/kore/ids';
import { agentList } from '../../shared/kore/lists';
import { rejectForeignId, type IdKind } from '../run/foreignId';
import { judge, readerOf, type Found, type Place } from './found';
import { readNotAnId, unknownMode, type Locator } from './locator';

/** An agent as the field names one. */
export type NamedAgent = { id: string } | { email: string } | { customId: string };

/**
 * Reads and checks the field 'Agent', without asking Kore. Throws a UserError that says what is wrong, and which mode fits; `advice`
 * is the operation's own for an ID of another kind.
 */
export function readAgent(locator: Locator, advice?: Partial<Record<IdKind, string>>): NamedAgent {
	switch (locator.mode) {
		case 'list':
		case 'id':
			return { id: readAgentId(locator.value, advice) };
		case 'email':
			return { email: readNotAnId('Agent', locator, 'an e-mail address') };
		case 'customId': {
			const customId = readNotAnId('Agent', locator, 'a custom ID');
			assertSegment('Agent', customId);
			return { customId };
		}
		default:
			return unknownMode('Agent', locator.mode);
	}
}

function readAgentId(value: unknown, advice?: Partial<Record<IdKind, string>>): string {
	const id = readId('Agent', value);
	rejectForeignId('Agent', 'agent', id, advice);
	if (!id.includes('@')) return id;
	throw new UserError(`'Agent' is an e-mail address: ${id}`, {
		description: "Set 'Agent' to 'By Email' for it.",
	});
}

/** Asks Kore for the ID, once a run for a list and for a custom ID. */
export async function findAgent(
	directory: Directory,
	agent: NamedAgent,
	place: Place,
): Promise<Found> {
	if ('id' in agent) return agent;
	const reader = readerOf(place);
	if ('customId' in agent) {
		const lookup = await directory.findByCustomId(agent.customId, reader);
		return judge(lookup, { kind: 'agent', by: 'custom ID', text: agent.customId });
	}
	const { email } = agent;
	const lookup = await directory.find(agentList(place.orgId), reader, 'email', email);
	return judge(lookup, { kind: 'agent', by: 'e-mail address', text: email });
}
