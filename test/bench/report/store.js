const fs = require('node:fs');
const path = require('node:path');

const { machine } = require('./machine');
const { plot } = require('./plot');
const { results } = require('./results');

const FOLDER = path.resolve(__dirname, '../../../docs/bench');
const FILE = path.join(FOLDER, 'figures.json');

/**
 * @typedef {{ machine: import('./machine').Machine, rounds: Record<string, any>[] }} Section
 * @typedef {Record<string, Section>} Figures by what was measured, e.g. `bulk 1000`
 */

/**
 * Takes over what was measured, beside what other calls have measured before, so that the bench can be run in pieces.
 * @param {string} key
 * @param {Record<string, any>[]} rounds
 */
function keep(key, rounds) {
	/** @type {Figures} */
	const figures = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : {};
	figures[key] = { machine: machine(), rounds: rounds.map(rounded) };
	fs.mkdirSync(FOLDER, { recursive: true });
	fs.writeFileSync(FILE, `${JSON.stringify(figures, null, '\t')}\n`);
	fs.writeFileSync(path.join(FOLDER, 'results.md'), results(figures));
	fs.writeFileSync(path.join(FOLDER, 'results.svg'), plot(figures));
}

/** @param {Record<string, any>} round */
const rounded = (round) =>
	JSON.parse(JSON.stringify(round), (_, value) =>
		typeof value === 'number' ? Math.round(value * 10) / 10 : value,
	);

module.exports = { keep };
