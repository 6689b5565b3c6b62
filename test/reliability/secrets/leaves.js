/**
 * Every text of a tree with where it stands, keys included: `data.resultData.runData.Assign[].error.message`.
 * @param {unknown} root
 * @param {string} name
 * @returns {import('./stage').Text[]}
 */
function leavesOf(root, name) {
	/** @type {import('./stage').Text[]} */
	const texts = [];
	const seen = new Set();
	/** @param {unknown} value @param {string} at */
	const visit = (value, at) => {
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

module.exports = { leavesOf };
