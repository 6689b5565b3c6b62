'use strict';

// A process of its own: making a megabyte must not delay the questions to /healthz.

const fc = require('fast-check');
const { serve } = require('../../bench/child/serve');
const { callbacks, forgeries } = require('../../hostile/callback');
const { leaks } = require('../../hostile/secrets');
const { send } = require('../../hostile/send');

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
 *
 * @typedef {object} Sent
 * @property {string} kind
 * @property {string} body
 * @property {string} way
 * @property {number | 'dropped' | 'hung'} answer
 * @property {string[]} leaks
 */

const PAUSE_MS = 400;
const FOR_WAITING = 0.2;
const OTHER_SIGNATURE = 0.02;

const KORE = { bodyKind: 'whole', contentType: 'application/json', status: 'transferred' };

serve({ attack });

/** @param {Order} order @returns {Promise<Sent[]>} */
async function attack(order) {
	const plan = [...forged(order), ...genuine(order)];
	// The genuine ones come in the middle of the others.
	plan.sort((a, b) => a.at - b.at);
	/** @type {Sent[]} */
	const sent = [];
	const work = async () => {
		for (let next = plan.shift(); next; next = plan.shift()) {
			const { kind, url, callback } = next;
			const { status, text, hung } = await send(url, callback, PAUSE_MS);
			sent.push({
				kind,
				body: callback.bodyKind,
				way: callback.way.kind,
				answer: hung ? 'hung' : (status ?? 'dropped'),
				leaks: leaks(text, order.secrets),
			});
		}
	};
	await Promise.all(Array.from({ length: order.connections }, work));
	return sent;
}

/** @param {Order} order */
function forged({ seed, count, triggerUrl, waitingUrl, materials, waitingMaterial }) {
	const forWaiting = Math.round(count * FOR_WAITING);
	const otherSignature = Math.ceil(count * OTHER_SIGNATURE);
	const toTrigger = fc.sample(
		forgeries((kind) => materials[kind]),
		{ seed, numRuns: count - forWaiting },
	);
	const toWaiting = fc.sample(forgeries(() => waitingMaterial), {
		seed,
		numRuns: forWaiting - otherSignature,
	});
	const unsigned = fc.sample(callbacks(), { seed, numRuns: otherSignature });
	return [
		...toTrigger.map((callback) => ({
			kind: callback.kind,
			url: `${triggerUrl}?${callback.query}`,
			callback,
		})),
		...toWaiting.map((callback) => ({
			kind: 'all of these, to the waiting execution',
			url: waitingUrl.replace(/token=[^&]*/, () => callback.query),
			callback,
		})),
		...unsigned.map((callback, index) => ({
			kind: "the waiting execution's token, without n8n's signature",
			url: waitingUrl.replace(/(signature=)[^&]*/, index % 2 ? '' : '$1x'),
			callback,
		})),
	].map((one, index) => ({ ...one, at: (index * 7919) % count }));
}

/** @param {Order} order */
function genuine({ seed, count, genuineUrls: [plain, strange] }) {
	const [callback] = fc.sample(callbacks(), { seed, numRuns: 1 });
	const [{ way }] = fc.sample(callbacks(["like Kore's"]), 1);
	return [];
}
