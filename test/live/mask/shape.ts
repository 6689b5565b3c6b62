import { joined, shown, type Shown } from './shown';
import { kindOf } from './kind';
import type { Names } from './names';

/** A field of an answer: where it stands, and what kinds of value were seen there. */
export interface Field {
	path: Shown;
	kinds: Shown;
}

const MOST_FIELDS = 80;
const MOST_KINDS = 6;
const DEEPEST = 7;
/** As many rows show all that there is to see. */
const MOST_ROWS = 50;

/** An object or array whose content is listed says by that what it is. */
const isFilled = (value: unknown) =>
	typeof value === 'object' && value !== null && Object.keys(value).length > 0;

/** The fields of a body, rows of a list taken together: names and kinds, no values. */
export function fieldsOf(body: unknown, names: Names): Field[] {
	const seen = new Map<Shown, Set<Shown>>();
	const add = (path: Shown, kind: Shown) => {
		const kinds = seen.get(path) ?? new Set();
		seen.set(path, kinds.add(kind));
	};
	const visit = (path: Shown, name: string, value: unknown, depth: number): void => {
		if (!isFilled(value)) add(path, kindOf(name, value));
		if (depth > DEEPEST || typeof value !== 'object' || value === null) return;
		if (Array.isArray(value)) {
			for (const row of value.slice(0, MOST_ROWS)) visit(shown`${path}[]`, name, row, depth + 1);
			return;
		}
		for (const [key, entry] of Object.entries(value)) {
			const child = names.show(key);
			visit(depth === 0 ? child : shown`${path}.${child}`, key, entry, depth + 1);
		}
	};
	visit(shown`(body)`, '', body, 0);
	const rows = [...seen].map(([path, kinds]) => ({ path, kinds: kindsOf([...kinds]) }));
	if (rows.length <= MOST_FIELDS) return rows;
	const rest = { path: shown`…`, kinds: shown`${rows.length - MOST_FIELDS} more fields` };
	return [...rows.slice(0, MOST_FIELDS), rest];
}

const kindsOf = (kinds: Shown[]): Shown =>
	kinds.length <= MOST_KINDS
		? joined(kinds)
		: shown`${joined(kinds.slice(0, MOST_KINDS))} and ${kinds.length - MOST_KINDS} more`;
