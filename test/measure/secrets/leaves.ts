import type { Text } from './stage';

/**
 * Every text of a tree with where it stands, keys included: `data.resultData.runData.Assign[].error.message`.
 */
export function leavesOf(root: unknown, name: string): Text[] {
	const texts: Text[] = [];
	const seen = new Set<object>();
	const visit = (value: unknown, at: string) => {
		if (typeof value === 'string') texts.push({ at, text: value });
		if (typeof value !== 'object' || value === null || seen.has(value)) return;
		seen.add(value);
		for (const [key, part] of Object.entries(value)) {
			if (Array.isArray(value)) visit(part, `${at}[]`);
			else {
				texts.push({ at: `${at} (key)`, text: key });
				visit(part, `${at}.${key}`);
			}
		}
	};
	visit(root, name);
	return texts;
}
