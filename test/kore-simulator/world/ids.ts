/**
 * Agents, queues, agent groups and conversations have seven digits in the first group of their
 * ids, so they are no UUIDs (docs/kore-api.md 1.3); all others have eight.
 */
const SHORT_PREFIXES = ['a', 'qu', 'ag', 'c'];

function hex(number: number, digits: number) {
	return number.toString(16).padStart(digits, '0');
}

export function koreId(
	prefix: 'st' | 'o' | 'a' | 'u' | 'qu' | 'cs' | 'c' | 'ag' | 'h',
	number: number,
) {
	const first = hex(number, SHORT_PREFIXES.includes(prefix) ? 7 : 8);
	return `${prefix}-${first}-5151-4000-8000-${hex(number, 12)}`;
}

/** Accounts, bot sessions and skills have 24 hex digits (docs/kore-api.md 3.1). */
export function objectId(start: string, number: number) {
	return start + hex(number, 24 - start.length);
}
