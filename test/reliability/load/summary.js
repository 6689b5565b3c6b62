const { fixed, spread } = require('../../bench/report/statistics');
const { machine } = require('../../bench/report/machine');

/**
 * @typedef {import('./sampler').Sample} Sample
 * @typedef {import('./account').Line} Line
 */

/** @param {number[]} values */
const median = (values) => spread(values).median;

/** A part of the samples, the first quarter being 0. @param {Sample[]} samples @param {number} quarter */
const quarterOf = (samples, quarter) =>
	samples.slice(
		Math.floor((samples.length * quarter) / 4),
		Math.ceil((samples.length * (quarter + 1)) / 4),
	);

/**
 * @param {object} run
 * @param {number} run.capacity transfers a second
 * @param {number} run.offered
 * @param {number} run.minutes
 * @param {Line[]} run.lines
 * @param {Sample[]} run.samples
 * @returns {string} Markdown
 */
function summary({ capacity, offered, minutes, lines, samples }) {
	const { n8n, cpu, cores, memoryGb, date } = machine();
	const rows = lines.map(
		({ what, expected, found }) => `| ${what} | ${whole(expected)} | ${whole(found)} |`,
	);
	/** @param {number} quarter */
	const rss = (quarter) => fixed(0)(median(quarterOf(samples, quarter).map(({ rssMb }) => rssMb)));
	const answers = samples.map(({ answerMs }) => answerMs).sort((a, b) => a - b);
	const { databaseMb } = samples[samples.length - 1];
	return `
${date}, n8n ${n8n}; ${cpu}, ${cores} cores for all of it, ${memoryGb} GB.

The most the machine holds: ${fixed(1)(capacity)} transfers a second with their callbacks, repeats and forgeries. Offered for ${fixed(1)(minutes)} minutes: ${fixed(1)(offered)} a second.

| | expected | found |
|---|---|---|
${rows.join('\n')}

| n8n's main process | |
|---|---|
| memory, MB, median of each quarter of the time | ${[0, 1, 2, 3].map(rss).join(', ')} |
| slowest answer of /healthz in five seconds, ms | median ${whole(median(answers))}, most ${whole(answers[answers.length - 1])} |
| processor, % of a core, median | ${whole(median(samples.map(({ cpuPercent }) => cpuPercent)))} |
| database at the end, MB | ${whole(databaseMb)} |
`;
}

const whole = fixed(0);

module.exports = { summary };
