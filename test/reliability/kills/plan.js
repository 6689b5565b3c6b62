'use strict';

/**
 * @typedef {'sending' | 'waiting' | 'between' | 'relay'} Phase
 * @typedef {'n8n' | 'worker' | 'webhook' | 'main' | 'postgres' | 'redis'} Victim
 *
 * @typedef {object} Round
 * @property {number} number
 * @property {Phase} phase in which it strikes
 * @property {Victim} victim a process of n8n is killed, a service restarted
 * @property {number} worker which of them, if it is one
 * @property {number} answerMs that Kore takes to answer a request, where the phase has it slow
 * @property {number} strikeMs from the phase's moment to the strike
 * @property {boolean} repeats whether Kore repeats, afterwards, what got no 2xx; nobody knows whether the real one does
 */

/** @type {Phase[]} */
const PHASES = ['sending', 'waiting', 'between', 'relay'];
/** @type {Victim[]} */
const VICTIMS = ['worker', 'webhook', 'main'];

/**
 * Up to how long after the phase's moment it may strike.
 * @type {Record<Phase, (answerMs: number) => number>}
 */
const WINDOW = {
	sending: (answerMs) => answerMs + 300,
	waiting: () => 500,
	between: () => 400,
	relay: (answerMs) => answerMs + 300,
};

/**
 * Random numbers that a seed brings back (mulberry32).
 * @param {number} seed
 */
function randomFrom(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/**
 * Each phase as often as the others, every second time with repeats; in queue mode a random process of n8n's, and at the
 * end restarts of the services.
 * @param {{ kills: number, queue: boolean, seed: number, services?: boolean }} options
 * @returns {Round[]}
 */
function planRounds({ kills, queue, seed, services = queue }) {
	const random = randomFrom(seed);
	const below = (/** @type {number} */ limit) => Math.floor(random() * limit);
	/** @param {number} number @param {Phase} phase @param {Victim} victim @param {boolean} repeats */
	const round = (number, phase, victim, repeats) => {
		const answerMs = 1000 + below(1000);
		const strikeMs = below(WINDOW[phase](answerMs));
		return { number, phase, victim, worker: below(2), answerMs, strikeMs, repeats };
	};
	const killed = Array.from({ length: kills }, (_, index) =>
		round(
			index,
			PHASES[index % PHASES.length],
			queue ? VICTIMS[below(VICTIMS.length)] : 'n8n',
			Math.floor(index / PHASES.length) % 2 === 1,
		),
	);
	if (!services) return killed;
	const restarted = /** @type {const} */ (['postgres', 'redis']).flatMap((service, index) => [
		round(kills + 2 * index, 'sending', service, true),
		round(kills + 2 * index + 1, 'between', service, true),
	]);
	return [...killed, ...restarted];
}

module.exports = { planRounds, PHASES };
