import { UserError } from 'n8n-workflow';

import { describeFound, isBlank } from '../../shared/foundValue';
import { readId, readOptionalId } from '../../shared/kore/ids';
import { DEFAULTS } from './options.description';

/** Node's timers take little more. */
const MAX_TIMEOUT_MS = 2_000_000_000;

/**
 * A switch, also if its expression gives a text, as a model may do; `fallback` if it is empty. Throws a UserError for what is
 * neither.
 */
export function readSwitch<Fallback extends boolean | undefined>(
	field: string,
	value: unknown,
	fallback: Fallback,
): boolean | Fallback {
	if (isBlank(value)) return fallback;
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === 'false') return text === 'true';
	throw new UserError(`'${field}' is ${describeFound(value)}`, {
		description: `It must be true or false. Check the expression in '${field}'.`,
	});
}

/** A number, also if it came as text; NaN for anything else. */
export function toNumber(value: unknown): number {
	const number = typeof value === 'string' && value.trim() ? Number(value) : value;
	return typeof number === 'number' ? number : NaN;
}

/** A number of at least `least`. Throws a UserError for another value of the option `field`. */
export function readNumber(field: string, value: unknown, least: number): number {
	const number = toNumber(value);
	if (number >= least) return number;
	throw new UserError(`'${field}' is ${describeFound(value)}`, {
		description: `Enter a number from ${least} on in Options, or remove that option. If it is an expression, check that the first item has its field. Nothing was sent.`,
	});
}

/** Whole milliseconds; the default if the option is not set. Throws a UserError for what is no time. */
export function readTimeout(value: unknown = DEFAULTS.timeout): number {
	const number = toNumber(value);
	if (number >= 1 && number <= MAX_TIMEOUT_MS) return Math.ceil(number);
	throw new UserError(`'Timeout' is ${describeFound(value)}`, {
		description: 'Enter the milliseconds that the node waits for an answer, e.g. 30000.',
	});
}

/** The ID in an option, else the credential's. Throws a UserError if it is none, or there is neither; `form` is how it begins. */
export function fromOptionOrCredential(
	field: string,
	option: unknown,
	fallback: string,
	form?: string,
): string {
	const value = readOptionalId(field, option) || fallback;
	if (value) return readId(field, value);
	throw new UserError(`'${field}' is empty`, {
		description: `Open the credential and enter '${field}'${form ? ` (${form})` : ''}, or add it under Options of this node.`,
	});
}
