import { UserError } from 'n8n-workflow';

/** Kore's have 40 at most; a longer one would make the callback URL too long for the proxies on its way. */
const MAX_LENGTH = 200;

/**
 * The text of an ID, without white space around it; '' if it is empty. Throws a UserError for anything that cannot be an
 * ID. No pattern is checked: Kore's IDs only look like UUIDs (docs/kore-api.md, 1.3).
 */
export function readOptionalId(field: string, value: unknown): string {
	const id = readText(field, value);
	if (/\s/.test(id)) {
		throw new UserError(`'${field}' has white space in it: ${JSON.stringify(id.slice(0, 100))}`, {
			description: `An ID has none. Check that '${field}' holds one ID and nothing else.`,
		});
	}
	assertSegment(field, id);
	return id;
}

/** Throws a UserError for a text that cannot be one segment of an address. */
export function assertSegment(field: string, id: string): void {
	if (id.length <= MAX_LENGTH && isPathSegment(id)) return;
	throw new UserError(`'${field}' is no ID: ${JSON.stringify(id.slice(0, 100))}`, {
		description: `Check that '${field}' holds one ID, as Kore shows it, and nothing else.`,
	});
}

/** A text, or a number as text, without white space around it; '' if it is empty. Throws a UserError for all else. */
export function readText(field: string, value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new UserError(`'${field}' is not a text: ${JSON.stringify(value)?.slice(0, 100)}`, {
			description: `Check the expression in '${field}': it has to give one ID, not an object, a list or true/false.`,
		});
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new UserError(`'${field}' is ${value}`, {
			description: `The expression in '${field}' gives no number. Check that the item before has a value there.`,
		});
	}
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new UserError(`'${field}' is the number ${value}, which has lost digits`, {
			description: `Let the node before deliver the ID as text, in quotation marks.`,
		});
	}
	return String(value).trim();
}

/** Whether it stays one segment of an address: `..` would change the path, and half a character cannot be encoded. */
function isPathSegment(id: string): boolean {
	if (/^\.{1,2}$|\p{Cc}/u.test(id)) return false;
	try {
		encodeURIComponent(id);
		return true;
	} catch {
		return false;
	}
}

/** Like `readOptionalId`, and throws a UserError if the ID is empty. */
export function readId(field: string, value: unknown): string {
	const id = readOptionalId(field, value);
	if (id) return id;
	throw new UserError(`'${field}' is empty`, {
		description: `Enter an ID in '${field}'. If it is an expression, check that the item before has a value there.`,
	});
}

/**
 * The IDs in a field that takes several: a text with commas between them, or an array. Each once; none if it is empty. Throws
 * a UserError if one is no ID.
 */
export function readIds(field: string, value: unknown): string[] {
	const entries: unknown[] = typeof value === 'string' ? value.split(',') : [value ?? []].flat();
	return [...new Set(entries.map((entry) => readOptionalId(field, entry)).filter(Boolean))];
}
