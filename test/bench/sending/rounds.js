const { setTimeout: sleep } = require('node:timers/promises');

const { canMeasureMemory, forgetPeak, peakMb, processId, residentMb } = require('./memory');
const { run } = require('./run');

/**
 * @typedef {import('./stage').Stage} Stage
 * @typedef {import('./contenders').Shape} Shape
 * @typedef {import('./run').Figures & { idleMb?: number, peakMb?: number, failures?: number }} Figures
 * @typedef {Record<string, Figures>} Round the figures of each contender
 */

const CONTENDERS = ['ours', 'http', 'probe', 'axios', 'nothing'];

/** Those that work in n8n. */
const WITH_MEMORY = ['ours', 'http', 'probe', 'nothing'];

/** Until what the last run has left behind is written and collected. */
const PAUSE_MS = 1000;
const IDLE_MS = 5000;

const MOST_FAILURES = 3;

/** @param {string[]} names @param {number} round every other one the other way round, so that none is always after another */
const inOrder = (names, round) => (round % 2 === 0 ? names : [...names].reverse());

/**
 * @param {Stage} stage
 * @param {{ shape: Shape, count: number, rounds: number, say: (text: string) => void }} options
 * @returns {Promise<Round[]>}
 */
async function playRounds(stage, { shape, count, rounds, say }) {
	for (const contender of CONTENDERS) await run(stage, contender, shape, Math.min(count, 100));
	/** @type {Round[]} */
	const played = [];
	for (let round = 0; round < rounds; round++) {
		/** @type {Round} */
		const figures = {};
		for (const contender of inOrder(CONTENDERS, round)) {
			await sleep(PAUSE_MS);
			figures[contender] = await run(stage, contender, shape, count);
		}
		say(`  round ${round + 1}: ${describe(figures)}`);
		played.push(figures);
	}
	return played;
}

/**
 * Each contender in a freshly started n8n, with the memory of its process.
 * @param {Stage} stage
 * @param {{ count: number, rounds: number, say: (text: string) => void }} options
 * @returns {Promise<Round[]>}
 */
async function playFresh(stage, { count, rounds, say }) {
	/** @type {Round[]} */
	const played = [];
	for (let round = 0; round < rounds; round++) {
		/** @type {Round} */
		const figures = { axios: await run(stage, 'axios', 'bulk', count) };
		for (const contender of inOrder(WITH_MEMORY, round)) {
			figures[contender] = await runFresh(stage, contender, count, say);
			say(`  round ${round + 1}: ${describe({ [contender]: figures[contender] })}`);
		}
		played.push(figures);
	}
	return played;
}

/**
 * n8n itself sometimes fails when the HTTP Request node sends 5,000 items at once; that run is repeated, and counted.
 * @param {Stage} stage
 * @param {string} contender
 * @param {number} count
 * @param {(text: string) => void} say
 */
async function runFresh(stage, contender, count, say) {
	for (let failures = 0; ; failures++) {
		await stage.host.restart();
		try {
			return { ...(await runWatched(stage, contender, count)), failures };
		} catch (error) {
			if (contender !== 'http' || failures === MOST_FAILURES) throw error;
			say(`  ${/** @type {Error} */ (error).message}; once more`);
		}
	}
}

/** @param {Stage} stage @param {string} contender @param {number} count @returns {Promise<Figures>} */
async function runWatched(stage, contender, count) {
	await run(stage, contender, 'bulk', 1);
	await sleep(IDLE_MS);
	if (!canMeasureMemory) return await run(stage, contender, 'bulk', count);
	const pid = await processId(stage.host.n8n);
	await forgetPeak(pid);
	const memory = { idleMb: await residentMb(pid), peakMb: 0 };
	const figures = await run(stage, contender, 'bulk', count, {
		beforeReading: async () => {
			memory.peakMb = await peakMb(pid);
		},
	});
	return { ...figures, ...memory };
}

/** @param {Round} round */
const describe = (round) =>
	Object.entries(round)
		.map(([name, { nodeMs, mostOpen, idleMb, peakMb = 0 }]) => {
			const memory = idleMb ? `, ${Math.round(idleMb)} to ${Math.round(peakMb)} MB` : '';
			return `${name} ${Math.round(nodeMs)} ms (${mostOpen} sockets${memory})`;
		})
		.join(', ');

module.exports = { playFresh, playRounds };
