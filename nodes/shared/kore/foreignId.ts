import { UserError } from 'n8n-workflow';

/** What Kore's IDs of these begin with (docs/kore-api.md, 3.1), and what a message calls them. */
const KINDS = {
	agent: { prefix: 'a', phrase: 'an agent' },
	queue: { prefix: 'qu', phrase: 'a queue' },
	user: { prefix: 'u', phrase: 'a user' },
	conversation: { prefix: 'c', phrase: 'a conversation' },
} as const;

export type IdKind = keyof typeof KINDS;

/** What to do instead, by what was found in place of the ID. */
export type IdAdvice = Partial<Record<IdKind | 'email', string>>;

const USER_FOR_AGENT =
	"Kore keeps a user ID (u-…) and an agent ID (a-…) for the same person, and conversations show the user ID. Choose the agent 'From List', or enter the agent ID (it begins with a-).";

/**
 * Throws a UserError if the ID in `field` has the prefix of another kind than `wanted`, or is an e-mail address: a mix-up that Kore
 * answers with silence. `advice` is the operation's own.
 */
export function rejectForeignId(
	field: string,
	wanted: IdKind,
	id: string,
	advice: IdAdvice = {},
): void {
	const { phrase, prefix: right } = KINDS[wanted];
	const enterRight = `Enter the ID of ${phrase} (${right}-…).`;
	if (id.includes('@')) {
		throw new UserError(`'${field}' is an e-mail address: ${id}`, {
			description: advice.email ?? enterRight,
		});
	}
	const prefix = /^([a-z]+)-/.exec(id)?.[1];
	const kind = (Object.keys(KINDS) as IdKind[]).find((name) => KINDS[name].prefix === prefix);
	if (!kind || kind === wanted) return;
	throw new UserError(`'${field}' is ${KINDS[kind].phrase} ID: ${id}`, {
		description:
			advice[kind] ?? (wanted === 'agent' && kind === 'user' ? USER_FOR_AGENT : enterRight),
	});
}
