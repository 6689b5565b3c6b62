import { shown } from './shown';

/**
 * A misspelt option would silently leave the default in force, and a test would prove nothing.
 */
export function checkKeys(what: string, value: unknown, known: string[]) {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new TypeError(`${what} must be an object`);
	}
	const unknown = Object.keys(value).filter((key) => !known.includes(key));
	if (unknown.length > 0) throw new TypeError(`${what}: unknown ${unknown.join(', ')}`);
}

export function checkChoice(what: string, value: unknown, allowed: unknown[]) {
	if (!allowed.includes(value)) throw new TypeError(`${what}: ${shown(value)} is unknown`);
}
