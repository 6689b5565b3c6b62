/**
 * @typedef {object} Spread
 * @property {number} median
 * @property {number} least
 * @property {number} most
 */

/** @param {number[]} values @returns {Spread} */
function spread(values) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
	return { median, least: sorted[0], most: sorted[sorted.length - 1] };
}

/**
 * One figure of one contender in all rounds.
 * @param {Record<string, any>[]} rounds
 * @param {string} contender
 * @param {string} figure
 */
const of = (rounds, contender, figure) => spread(rounds.map((round) => round[contender][figure]));

/**
 * Of the two runs of each round, which were made one soon after the other.
 * @param {Record<string, any>[]} rounds
 * @param {(round: Record<string, any>) => number} quotient
 */
const ratio = (rounds, quotient) => spread(rounds.map(quotient));

/** @param {Spread} figures @param {(value: number) => string} format */
function write({ median, least, most }, format) {
	const [middle, from, to] = [median, least, most].map(format);
	return from === to ? middle : `${middle} (${from}–${to})`;
}

/** @type {(digits: number) => (value: number) => string} */
const fixed = (digits) => (value) =>
	value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** @param {number} ms */
const seconds = (ms) => `${fixed(ms < 1000 ? 3 : 2)(ms / 1000)} s`;

module.exports = { fixed, of, ratio, seconds, spread, write };
