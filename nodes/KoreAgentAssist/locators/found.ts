import { describeFound } from '../../shared/foundValue';
import type { Entry } from '../../shared/kore/directory/entry';
import type { Lookup } from '../../shared/kore/directory/directory';
import type { Failure } from '../../shared/kore/failures/failure';
import type { ListReader } from '../../shared/kore/lists';
import type { Problem } from '../../shared/nodeError';
import { OPTION_ADVICE } from '../run/options.description';

/** Where somebody is looked up: of the credential, or of the node's options. */
export interface Place {
	streamId: string;
	orgId: string;
	accountId: string;
	timeoutMs: number;
}

/**
 * The one who was meant; else why there is none (`problem`), or why Kore could not be asked (`failure`). Undefined if the run was
 * stopped before.
 */
export type Found = { id: string } | { problem: Problem } | { failure: Failure } | undefined;

/** How the messages call what is looked up: `agent`, `e-mail address`, `ada@example.com`. */
interface Wanted {
	kind: 'agent' | 'queue';
	by: string;
	text: string;
}

/** So many are named where several fit. */
const MOST_NAMED = 5;

export const readerOf = ({ streamId, accountId, timeoutMs }: Place): ListReader => ({
	streamId,
	accountId,
	timeoutMs,
	words: {
		...OPTION_ADVICE,
		values: "Check 'Stream ID', 'Organization ID' and 'Account ID' in the credential.",
	},
});

/** Takes only one that is beyond doubt: a conversation that goes to the wrong one cannot be taken back. */
export function judge(lookup: Lookup, wanted: Wanted): Found {
	if (!lookup) return undefined;
	if ('failure' in lookup) return { failure: notAsked(lookup.failure, wanted) };
	const { entries } = lookup;
	const { kind, by } = wanted;
	const text = describeFound(wanted.text);
	const [first] = entries;
	if (!first) {
		return {
			problem: {
				message: `Kore has no ${kind} with the ${by} ${text}`,
				description: `Check the ${by}, or choose the ${kind} 'From List' or 'By ID'.`,
			},
		};
	}
	if (entries.length > 1) {
		return {
			problem: {
				message: `Kore has ${entries.length} ${kind}s with the ${by} ${text}: ${nameAll(entries)}`,
				description: `Set the field to 'By ID', and enter the ID of the right one.`,
			},
		};
	}
	if (first.inactive === null) return { id: first.id };
	return {
		problem: {
			message: `The ${kind} with the ${by} ${text} is not active in Kore: ${nameOf(first)}`,
			description: `Activate it in Kore, or choose another. If it is to be taken nevertheless, set the field to 'By ID' and enter ${first.id}.`,
		},
	};
}

function notAsked(failure: Failure, { kind, by, text }: Wanted): Failure {
	return {
		...failure,
		message: `The ${kind} with the ${by} ${describeFound(text)} could not be looked up: ${failure.message}`,
		description:
			`${failure.description} Or set the field to 'By ID' and enter the ID, which is not looked up.`.trim(),
		// Nothing was to be accepted.
		maybeAccepted: false,
	};
}

function nameAll(entries: Entry[]): string {
	const names = entries.slice(0, MOST_NAMED).map(nameOf);
	const left = entries.length - names.length;
	return [...names, ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

const nameOf = ({ id, name, inactive }: Entry): string => {
	const facts = [id, inactive].filter(Boolean).join(', ').slice(0, 100);
	return name ? `${name.slice(0, 100)} (${facts})` : facts;
};
