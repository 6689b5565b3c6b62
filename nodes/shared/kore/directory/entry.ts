import { asText, type Row } from '../answer';

/** What Kore says of an agent or a queue, as far as people find it by that. */
export interface Entry {
	id: string;
	name: string | null;
	/** Of an agent. */
	email: string | null;
	/** Why it is taken for inactive, in Kore's words; null if it is active, or Kore does not say. */
	inactive: string | null;
	/** The user (`u-…`) that an agent is. */
	userId: string | null;
	/** Of an agent, e.g. `Available`. */
	onlineStatus: string | null;
}

/**
 * A row of the agents or of the queues; undefined if it has no ID. Kore's page of agents describes `name`, `email` and `isActive`,
 * its sample has `firstName`, `lastName`, `emailId` and `status` (docs/kore-api.md, 3.2).
 */
export function toEntry(row: Row): Entry | undefined {
	const id = asText(row.id);
	if (id === null) return undefined;
	return {
		id,
		name: readName(row),
		email: readEmail(row),
		inactive: whyInactive(row),
		userId: asText(row.userId),
		onlineStatus: asText(row.onlineStatus),
	};
}

export function readName(row: Row): string | null {
	const parts = [asText(row.firstName), asText(row.lastName)].filter(Boolean).join(' ');
	return asText(row.name) ?? asText(parts);
}

export const readEmail = (row: Row): string | null => asText(row.emailId) ?? asText(row.email);

/** As people compare names: whatever the case, and whether a letter and its accent are one character or two. */
export const comparable = (text: string): string => text.trim().normalize('NFC').toLowerCase();

/** `ACTIVE` is the only status that Kore's pages show; another word may mean that nobody is there. */
function whyInactive({ isActive, status }: Row): string | null {
	if (isActive === false) return 'isActive is false';
	const word = asText(status);
	return word === null || word.toUpperCase() === 'ACTIVE' ? null : `status ${word}`;
}
