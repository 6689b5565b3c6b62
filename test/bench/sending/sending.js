const { playFresh, playRounds } = require('./rounds');
const { openStage } = require('./stage');

/**
 * @typedef {import('../options').Options} Options
 * @typedef {(text: string) => void} Say
 * @typedef {(key: string, rounds: import('./rounds').Round[]) => void} Keep
 */

/** More than this in one warm n8n would leave too little of its memory for the next. */
const MOST_IN_ROUNDS = 1000;
/** Less than this is lost in what n8n needs anyway. */
const LEAST_FOR_MEMORY = 1000;
/**
 * As it is, and with the limit that V8 sets itself on a machine with 2 GB: with more room it lets garbage lie.
 * @type {Record<string, Record<string, string>>}
 */
const HEAPS = { fresh: {}, small: { NODE_OPTIONS: '--max-old-space-size=1024' } };

/** @param {Options} options @param {Say} say @param {Keep} keep */
async function measureSending({ items, shapes, rounds, env }, say, keep) {
	await withStage('Sending', env, say, async (stage) => {
		for (const count of items.filter((number) => number <= MOST_IN_ROUNDS)) {
			for (const shape of shapes) {
				say(`${count} items, ${shape}`);
				keep(`${shape} ${count}`, await playRounds(stage, { shape, count, rounds, say }));
			}
		}
	});
}

/** @param {Options} options @param {Say} say @param {Keep} keep */
async function measureMemory({ items, rounds, env }, say, keep) {
	for (const [heap, setting] of Object.entries(HEAPS)) {
		await withStage(`Memory, ${heap}`, { ...env, ...setting }, say, async (stage) => {
			for (const count of items.filter((number) => number >= LEAST_FOR_MEMORY)) {
				say(`${count} items, each contender in a fresh n8n`);
				keep(`${heap} ${count}`, await playFresh(stage, { count, rounds, say }));
			}
		});
	}
}

/**
 * @param {string} part
 * @param {Record<string, string>} env
 * @param {Say} say
 * @param {(stage: import('./stage').Stage) => Promise<void>} work
 */
async function withStage(part, env, say, work) {
	say(`${part}: starting the simulator and n8n`);
	const stage = await openStage(env);
	try {
		await work(stage);
	} finally {
		await stage.stop();
	}
}

module.exports = { measureMemory, measureSending };
