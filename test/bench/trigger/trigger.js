const { setTimeout: sleep } = require('node:timers/promises');

const { KINDS } = require('./kinds');
const { post } = require('./post');
const { openStage } = require('./stage');

/**
 * @typedef {import('./post').Rate} Rate
 * @typedef {Record<string, Rate>} Round
 */

const WARM_UP = 40;
/** In a round. */
const CALLBACKS = 120;
const PAUSE_MS = 1000;

/**
 * @param {import('../options').Options} options
 * @param {(text: string) => void} say
 * @param {(key: string, rounds: Round[]) => void} keep
 */
async function measureTrigger({ rounds, env }, say, keep) {
	say('Trigger: starting n8n');
	const stage = await openStage(env);
	try {
		for (const [name, kind] of Object.entries(KINDS)) {
			say(`  warm-up: ${describe(name, await post(stage, kind, WARM_UP))}`);
		}
		/** @type {Round[]} */
		const played = [];
		for (let round = 0; round < rounds; round++) {
			const names = Object.keys(KINDS);
			/** @type {Round} */
			const rates = {};
			for (const name of round % 2 === 0 ? names : names.reverse()) {
				await sleep(PAUSE_MS);
				rates[name] = await post(stage, KINDS[name], CALLBACKS);
				say(`  round ${round + 1}: ${describe(name, rates[name])}`);
			}
			played.push(rates);
		}
		keep('trigger', played);
	} finally {
		await stage.stop();
	}
}

/** @param {string} name @param {Rate} rate */
function describe(name, { answered, finished }) {
	const ended = finished ? `, ${finished.toFixed(1)} executions finished a second` : '';
	return `${name} ${answered.toFixed(1)} answered a second${ended}`;
}

module.exports = { measureTrigger };
