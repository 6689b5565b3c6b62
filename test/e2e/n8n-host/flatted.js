/**
 * Reads n8n's execution data: JSON in which every object, array and string is an entry of one long list, and is
 * referred to by its index (the format of the npm package flatted).
 * @param {string} text
 * @returns {any}
 */
function parseFlatted(text) {
	/** @type {unknown[]} */
	const entries = JSON.parse(text);
	/** @type {unknown[]} */
	const done = [];
	/** @param {unknown} value */
	const resolve = (value) => (typeof value === 'string' ? entry(Number(value)) : value);

	/** @param {number} index */
	function entry(index) {
		if (index in done) return done[index];
		const value = entries[index];
		if (typeof value !== 'object' || value === null) return (done[index] = value);
		/** @type {any} */
		const target = Array.isArray(value) ? [] : {};
		// Before its parts are read, as they may refer back to it.
		done[index] = target;
		for (const [key, part] of Object.entries(value)) target[key] = resolve(part);
		return target;
	}
	return entry(0);
}

module.exports = { parseFlatted };
