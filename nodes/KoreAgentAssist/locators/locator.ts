import { UserError } from 'n8n-workflow';

import { describeFound } from '../../shared/foundValue';
import { readText } from '../../shared/kore/ids';

/** What a resource locator is set to, its expressions resolved. */
export interface Locator {
	mode: string;
	value: unknown;
}

/** A resource locator as n8n hands it to a node; what is none, e.g. the text of an expression in its place, counts as an ID. */
export function toLocator(parameter: unknown): Locator {
	if (typeof parameter !== 'object' || parameter === null || !('mode' in parameter)) {
		return { mode: 'id', value: parameter };
	}
	const { mode, value } = parameter as Partial<Locator>;
	return { mode: String(mode), value };
}

/** IDs as Kore makes them; stricter than for a field that takes IDs alone, as a name or a custom ID may begin like this. */
const KORE_ID = /^(a|qu|u)-[\da-f]{7,8}-[\da-f]{4}-/i;

const KINDS: Record<string, string> = { a: 'agent', qu: 'queue', u: 'user' };

/** The text of a mode other than By ID. Throws a UserError if it is empty, or one of Kore's IDs. */
export function readNotAnId(field: 'Agent' | 'Queue', { value }: Locator, what: string): string {
	const text = readText(field, value);
	if (!text) {
		throw new UserError(`'${field}' is empty`, {
			description: `Enter ${what} in '${field}'. If it is an expression, check that the item before has a value there.`,
		});
	}
	const prefix = KORE_ID.exec(text)?.[1].toLowerCase();
	if (prefix === undefined) return text;
	const kind = KINDS[prefix];
	const found = `${kind === 'agent' ? 'an' : 'a'} ${kind} ID`;
	throw new UserError(`'${field}' is ${found}, not ${what}: ${describeFound(text)}`, {
		description:
			kind === field.toLowerCase()
				? `Set '${field}' to 'By ID' for it.`
				: `Enter ${what}, or choose '${field}' 'From List'.`,
	});
}

/** Throws a UserError for a mode that the field does not have. */
export function unknownMode(field: string, mode: string): never {
	throw new UserError(`'${field}' has no mode ${describeFound(mode)}`, {
		description: `Open the node, and choose how '${field}' is given.`,
	});
}
