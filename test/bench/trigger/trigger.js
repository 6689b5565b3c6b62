const { setTimeout: sleep } = require('node:timers/promises');

const { KINDS } = require('./kinds');
const { post } = require('./post');
const { openStage } = require('./stage');

/**
 * @typedef {import('./post').Rate} Rate
 * @typedef {Record<string, Rate>} Round
 */

const WARM_UP = 100;
/** Of one kind in a round: as many as take about so long, but no fewer than so many. */
const ROUND_S = 3;
const FEWEST = 60;
const PAUSE_MS = 1000;

/**
 * n8n as it is, and with the setting that has it make a sandbox for expressions only where there is one.
 * @type {Record<string, Record<string, string>>}
 */
const SETTINGS = { trigger: {}, lazy: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } };

/**
 * @param {import('../options').Options} options
 * @param {(text: string) => void} say
 * @param {(key: string, rounds: Round[]) => void} keep
 */
async function measureTrigger({ rounds, env }, say, keep) {
	for (const [key, setting] of Object.entries(SETTINGS)) {
		say(`Trigger: starting n8n ${Object.keys(setting).join()}`);
		const stage = await openStage({ ...env, ...setting });
		try {
			keep(key, await play(stage, rounds, say));
		} finally {
			await stage.stop();
		}
	}
}

/**
 * @param {import('./stage').Stage} stage
 * @param {number} rounds
 * @param {(text: string) => void} say
 */
async function play(stage, rounds, say) {
	/** @type {Record<string, number>} */
	const counts = {};
	for (const [name, kind] of Object.entries(KINDS)) {
		const rate = await post(stage, kind, WARM_UP);
		counts[name] = Math.max(FEWEST, Math.round(rate.answered * ROUND_S));
		say(`  warm-up: ${describe(name, rate)}`);
	}
	/** @type {Round[]} */
	const played = [];
	for (let round = 0; round < rounds; round++) {
		const names = Object.keys(KINDS);
		/** @type {Round} */
		const rates = {};
		for (const name of round % 2 === 0 ? names : names.reverse()) {
			await sleep(PAUSE_MS);
			rates[name] = await post(stage, KINDS[name], counts[name]);
			say(`  round ${round + 1}: ${describe(name, rates[name])}`);
		}
		played.push(rates);
	}
	return played;
}

/** @param {string} name @param {Rate} rate */
function describe(name, { answered, finished }) {
	const ended = finished ? `, ${finished.toFixed(1)} executions finished a second` : '';
	return `${name} ${answered.toFixed(1)} answered a second${ended}`;
}

module.exports = { measureTrigger };
