/**
 * @typedef {import('./sought').Sought} Sought
 * @typedef {import('./places').Place} Place
 * @typedef {import('./stage').Text} Text
 *
 * @typedef {object} Finding
 * @property {string} kind
 * @property {string} place
 * @property {string} at
 * @property {number} count
 * @property {string} around what stands before the first
 */

const AROUND = 60;
// All that a secret, in any of its forms, is made of.
const RUN = /[\w+/=%-]{16,}/g;

/**
 * @param {Sought[]} kinds
 * @param {Place[]} places
 * @returns {Finding[]}
 */
function find(kinds, places) {
	return places.flatMap(({ name: place, texts }) => {
		const runs = runsOf(texts);
		return kinds.flatMap(({ kind, values }) => {
			// Most secrets are nowhere: their place is searched only once it is known to hold one.
			const forms = values.flatMap(formsOf).filter((form) => runs.includes(form));
			if (forms.length === 0) return [];
			return texts.flatMap(({ at, text }) => {
				const found = forms.flatMap((form) => occurrences(text, form));
				if (found.length === 0) return [];
				const around = text.slice(Math.max(0, found[0] - AROUND), found[0]);
				return [{ kind, place, at, count: found.length, around: around.replace(/[^ -~]/g, ' ') }];
			});
		});
	});
}

/** Each run of such characters once, so that megabytes become little. @param {Text[]} texts */
function runsOf(texts) {
	const runs = new Set();
	for (const { text } of texts) for (const run of text.match(RUN) ?? []) runs.add(run);
	return [...runs].join('\n');
}

/** As it is, as in a URL, and in base64 wherever it begins there. @param {string} value */
const formsOf = (value) => [
	...new Set([
		value,
		encodeURIComponent(value),
		...[0, 1, 2].map((shift) => inBase64(value, shift)),
	]),
];

/** The part of the base64 text that does not depend on what stands before and after. @param {string} value @param {number} shift */
function inBase64(value, shift) {
	const text = Buffer.from(`${' '.repeat(shift)}${value}`).toString('base64');
	return text.slice(shift === 0 ? 0 : 4, Math.floor((value.length + shift) / 3) * 4);
}

/** @param {string} text @param {string} form */
function occurrences(text, form) {
	/** @type {number[]} */
	const found = [];
	for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + form.length)) {
		found.push(from);
	}
	return found;
}

module.exports = { find };
