'use strict';

const fc = require('fast-check');
const { callbacks, forgeries } = require('../../hostile/callback');
const { WHOLE } = require('../../hostile/ways');

/**
 * @typedef {object} Order
 * @property {number} seed
 * @property {number} count
 * @property {number} connections
 * @property {string} triggerUrl
 * @property {string} waitingUrl
 * @property {Record<string, import('../../hostile/tokens').Material>} materials for each kind of forgery
 * @property {import('../../hostile/tokens').Material} waitingMaterial
 * @property {string[]} genuineUrls of which the first gets Kore's body, and the second any
 * @property {string[]} secrets
 * @property {string[]} without kinds of bodies that are left out
 *
 * @typedef {object} Planned
 * @property {string} kind
 * @property {string} url
 * @property {import('../../hostile/callback').Callback} callback
 */

const FOR_WAITING = 0.2;
const OTHER_SIGNATURE = 0.02;

/** The kinds that are no forgeries of a token. */
const OTHERS = {
	waiting: 'all of these, to the waiting execution',
	unsigned: "the waiting execution's token, without n8n's signature",
	genuine: "genuine, with Kore's body",
	strange: 'genuine, with any body',
	own: "the waiting execution's own, at the end",
};

/** @type {import('../../hostile/callback').Callback} */
const KORE = {
	bodyKind: "Kore's",
	body: {
		contentType: 'application/json',
		bytes: () => Buffer.from(JSON.stringify({ status: 'transferred', sessionId: 's-1' })),
	},
	way: WHOLE,
};

/** What is sent in one go: forgeries, and the genuine ones among them. @param {Order} order @returns {Planned[]} */
function plan(order) {
	const { genuineUrls, seed, without } = order;
	const all = shuffled(forged(order)).filter(
		({ callback }) => !without.includes(callback.bodyKind),
	);
	const strange = fc.sample(callbacks(), { seed, numRuns: genuineUrls.length });
	const distance = Math.floor(all.length / genuineUrls.length) + 1;
	for (const [index, url] of genuineUrls.entries()) {
		const genuine =
			index % 2
				? { kind: OTHERS.strange, callback: strange[index] }
				: { kind: OTHERS.genuine, callback: KORE };
		all.splice(index * distance + (distance >> 1), 0, { ...genuine, url });
	}
	return all;
}

/** @param {Order} order @returns {Planned[]} */
function forged({ seed, count, triggerUrl, waitingUrl, materials, waitingMaterial }) {
	const toWaiting = Math.round(count * FOR_WAITING);
	const unsigned = Math.ceil(count * OTHER_SIGNATURE);
	const sample = (/** @type {(kind: string) => any} */ materialOf, /** @type {number} */ numRuns) =>
		fc.sample(forgeries(materialOf), { seed, numRuns });
	return [
		...sample((kind) => materials[kind], count - toWaiting).map((callback) => ({
			kind: callback.kind,
			url: `${triggerUrl}?${callback.query}`,
			callback,
		})),
		...sample(() => waitingMaterial, toWaiting - unsigned).map((callback) => ({
			kind: OTHERS.waiting,
			url: waitingUrl.replace(/token=[^&]*/, () => callback.query),
			callback,
		})),
		...fc.sample(callbacks(), { seed, numRuns: unsigned }).map((callback, index) => ({
			kind: OTHERS.unsigned,
			url: waitingUrl.replace(/signature=[^&]*/, index % 2 ? '' : 'signature=x'),
			callback,
		})),
	];
}

/** The same order each time: kinds must not come one after the other. @template T @param {T[]} list */
const shuffled = (list) =>
	list
		.map((entry, index) => ({ entry, at: (index * 7919) % 1009 }))
		.sort((a, b) => a.at - b.at)
		.map(({ entry }) => entry);

module.exports = { OTHERS, plan };
