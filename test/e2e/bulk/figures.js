/** @typedef {import('../../kore-simulator/types').RequestEntry} Request */

const MINUTE_MS = 60_000;

/**
 * @param {Request[]} requests in the order of their arrival
 * @returns {number} the most that arrived in any 60 s
 */
function fullestMinute(requests) {
	const times = requests.map(({ atMonotonic }) => atMonotonic);
	let first = 0;
	return times.reduce((most, time, last) => {
		while (time - times[first] >= MINUTE_MS) first += 1;
		return Math.max(most, last - first + 1);
	}, 0);
}

/**
 * @param {Request[]} requests
 * @returns {number} seconds from the first to the last arrival
 */
function secondsOf(requests) {
	const [first, last] = [requests[0], requests[requests.length - 1]];
	return (last.atMonotonic - first.atMonotonic) / 1000;
}

/**
 * Writes a figure to the test's output: a test that passes does not say how narrowly.
 * @param {string} what
 * @param {Record<string, unknown>} figures
 */
function tell(what, figures) {
	const values = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
	process.stdout.write(`    ${what}: ${values.join(', ')}\n`);
}

module.exports = { fullestMinute, secondsOf, tell };
