'use strict';

// A process of its own: making a megabyte must not delay the questions to /healthz.

const { serve } = require('../../bench/child/serve');
const { leaks } = require('../../hostile/secrets');
const { send } = require('../../hostile/send');
const { plan } = require('./plan');

/**
 * @typedef {object} Sent
 * @property {string} kind
 * @property {number | 'dropped' | 'hung'} answer
 * @property {string} [body] its kind, its headers and the way it went, if n8n neither answered nor closed, or failed
 * @property {string[]} leaked
 */

const PAUSE_MS = 400;
/** A busy n8n may take some seconds for one that starts an execution; who gives up too early cannot count it. */
const LIMIT_MS = 20_000;

serve({ attack });

/** @param {import('./plan').Order} order @returns {Promise<Sent[]>} */
async function attack(order) {
	const planned = plan(order).values();
	/** @type {Sent[]} */
	const sent = [];
	const work = async () => {
		for (const { kind, url, callback } of planned) {
			const { status, text, hung } = await send(url, callback, PAUSE_MS, LIMIT_MS);
			sent.push({
				kind,
				answer: hung ? 'hung' : (status ?? 'dropped'),
				...((hung || Number(status) >= 500) && { body: aboutBody(callback) }),
				leaked: leaks(text, order.secrets),
			});
		}
	};
	await Promise.all(Array.from({ length: order.connections }, work));
	return sent;
}

/** @param {import('../../hostile/callback').Callback} callback */
const aboutBody = ({ bodyKind, body: { contentType, headers }, way }) =>
	`${bodyKind}, ${way.kind}, Content-Type: ${contentType}, ${JSON.stringify(headers ?? {}).slice(0, 60)}`;
