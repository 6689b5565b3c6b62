/**
 * @typedef {import('./callback-load').Rate} Rate
 * @typedef {Record<1 | 2, Rate[]>} Rates of the rounds, by the number of workers
 */

/** @type {[string, keyof Rate][]} */
const ROWS = [
	['answered 200 a second', 'answered'],
	['executed a second', 'executed'],
];

/**
 * @param {Rates} rates
 * @returns {string} medians with the extremes, and the ratio of each pair of rounds
 */
function table({ 1: one, 2: two }) {
	const rows = ROWS.map(([label, key]) => {
		const [single, double] = [one, two].map((rounds) => rounds.map((rate) => rate[key]));
		const ratios = double.map((rate, round) => rate / single[round]);
		return [label, spread(single, 1), spread(double, 1), spread(ratios, 2)];
	});
	const head = [`median of ${one.length} (extremes)`, 'one worker', 'two workers', 'two to one'];
	return [head, ...rows]
		.map((row) =>
			row
				.map((cell) => cell.padEnd(24))
				.join('')
				.trimEnd(),
		)
		.join('\n');
}

/**
 * @param {number[]} values
 * @param {number} digits
 */
function spread(values, digits) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
	const [least, most] = [sorted[0], sorted[sorted.length - 1]];
	return `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}

module.exports = { table };
