const { reasonFor } = require('./allowed');

/**
 * @typedef {import('./run').Search} Search
 * @typedef {import('./find').Finding} Finding
 */

/** What is nowhere allowed, the same place in many executions once. @param {Finding[]} findings @returns {string[]} */
function leaks(findings) {
	/** @type {Map<string, { count: number, around: string }>} */
	const leaks = new Map();
	for (const finding of findings.filter((one) => !reasonFor(one))) {
		const where = `${finding.kind} in ${finding.place}, ${finding.at}`;
		const { count = 0, around = finding.around } = leaks.get(where) ?? {};
		leaks.set(where, { count: count + finding.count, around });
	}
	return [...leaks].map(
		([where, { count, around }]) => `${where}: ${count} times, after "${around}"`,
	);
}

/** Places in which not even what must stand there was found. @param {Search['places']} places @returns {string[]} */
const unread = (places) =>
	places
		.filter(({ texts, proof }) => !texts.some(({ text }) => text.includes(proof)))
		.map(({ name }) => name);

module.exports = { leaks, unread };
