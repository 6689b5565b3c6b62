import type { Directory } from '../../shared/kore/directory/directory';
import { rejectForeignId, type IdAdvice } from '../../shared/kore/foreignId';
import { assertSegment, readId } from '../../shared/kore/ids';
import { agentList } from '../../shared/kore/lists';
import { judge, readerOf, type Found, type Place } from './found';
import { readNotAnId, unknownMode, type Locator } from './locator';

/** An agent as the field names one. */
export type NamedAgent = { id: string } | { email: string } | { customId: string };

/**
 * Reads and checks the field 'Agent', without asking Kore. Throws a UserError that says what is wrong, and which mode fits; `advice`
 * is the operation's own for an ID of another kind.
 */
export function readAgent(locator: Locator, advice?: IdAdvice): NamedAgent {
	switch (locator.mode) {
		case 'list':
		case 'id': {
			const id = readId('Agent', locator.value);
			rejectForeignId('Agent', 'agent', id, { email: BY_EMAIL, ...advice });
			return { id };
		}
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

const BY_EMAIL = "Set 'Agent' to 'By Email' for it.";

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
