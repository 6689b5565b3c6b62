/**
 * Agents, queues, agent groups and conversations have seven digits in the first group of their
 * ids, so they are no UUIDs (kore-api.md 1.3); all others have eight.
 */
const SHORT_PREFIXES = ['a', 'qu', 'ag', 'c'];

/**
 * @param {number} number
 * @param {number} digits
 */
function hex(number, digits) {
	return number.toString(16).padStart(digits, '0');
}

/**
 * @param {'st' | 'o' | 'a' | 'u' | 'qu' | 'cs' | 'c' | 'ag'} prefix
 * @param {number} number
 */
function koreId(prefix, number) {
	const first = hex(number, SHORT_PREFIXES.includes(prefix) ? 7 : 8);
	return `${prefix}-${first}-5151-4000-8000-${hex(number, 12)}`;
}

/**
 * Accounts, bot sessions and skills have 24 hex digits (kore-api.md 3.1).
 *
 * @param {string} start
 * @param {number} number
 */
function objectId(start, number) {
	return start + hex(number, 24 - start.length);
}

module.exports = { koreId, objectId };
