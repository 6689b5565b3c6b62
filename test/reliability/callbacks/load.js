'use strict';

// A process of its own: making a megabyte must not delay the questions to /healthz.

const { serve } = require('../../bench/child/serve');
const { leaks } = require('../../hostile/secrets');
const { send } = require('../../hostile/send');
const { plan } = require('./plan');

/**
 * @typedef {object} Sent
 * @property {string} kind
 * @property {string} body
 * @property {string} way
 * @property {number | 'dropped' | 'hung'} answer
 * @property {string[]} leaked
 */

const PAUSE_MS = 400;

serve({ attack });

/** @param {import('./plan').Order} order @returns {Promise<Sent[]>} */
async function attack(order) {
	const planned = plan(order).values();
	/** @type {Sent[]} */
	const sent = [];
	const work = async () => {
		for (const { kind, url, callback } of planned) {
			const { status, text, hung } = await send(url, callback, PAUSE_MS);
			sent.push({
				kind,
				body: callback.bodyKind,
				way: callback.way.kind,
				answer: hung ? 'hung' : (status ?? 'dropped'),
				leaked: leaks(text, order.secrets),
			});
		}
	};
	await Promise.all(Array.from({ length: order.connections }, work));
	return sent;
}
