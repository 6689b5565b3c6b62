/**
 * A misspelt option would silently leave the default in force, and a test would prove nothing.
 *
 * @param {string} what
 * @param {unknown} value
 * @param {string[]} known
 */
function checkKeys(what, value, known) {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new TypeError(`${what} must be an object`);
	}
	const unknown = Object.keys(value).filter((key) => !known.includes(key));
	if (unknown.length > 0) throw new TypeError(`${what}: unknown ${unknown.join(', ')}`);
}

/**
 * @param {string} what
 * @param {unknown} value
 * @param {unknown[]} allowed
 */
function checkChoice(what, value, allowed) {
	if (!allowed.includes(value)) throw new TypeError(`${what}: ${value} is unknown`);
}

module.exports = { checkChoice, checkKeys };
