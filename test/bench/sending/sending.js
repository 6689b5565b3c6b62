const { playFresh, playRounds } = require('./rounds');
const { openStage } = require('./stage');

/** More than this in one warm n8n would leave too little of its memory for the next. */
const MOST_IN_ROUNDS = 1000;
/** From here on memory is measured, too. */
const LEAST_FRESH = 1000;
const FRESH_ROUNDS = 2;

/**
 * @param {import('../options').Options} options
 * @param {(text: string) => void} say
 * @param {(key: string, rounds: import('./rounds').Round[]) => void} keep
 */
async function measureSending({ items, shapes, rounds }, say, keep) {
	say('Sending: starting the simulator and n8n');
	const stage = await openStage();
	try {
		for (const count of items.filter((number) => number <= MOST_IN_ROUNDS)) {
			for (const shape of shapes) {
				say(`${count} items, ${shape}`);
				keep(`${shape} ${count}`, await playRounds(stage, { shape, count, rounds, say }));
			}
		}
		if (!shapes.includes('bulk')) return;
		for (const count of items.filter((number) => number >= LEAST_FRESH)) {
			say(`${count} items, each contender in a fresh n8n`);
			const options = { count, rounds: Math.min(rounds, FRESH_ROUNDS), say };
			keep(`fresh ${count}`, await playFresh(stage, options));
		}
	} finally {
		await stage.stop();
	}
}

module.exports = { measureSending };
