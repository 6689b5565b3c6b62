'use strict';

const axios = require('axios');

const ANSWER_LIMIT_MS = 15_000;

/** @typedef {{ url: string, status: number | null, error: string | null }} Posted */

/** What Kore knows of each transfer: the simulator, and what the campaign posts in Kore's name. */
class Ledger {
	/** @param {import('../../kore-simulator').Simulator} simulator */
	constructor(simulator) {
		this.simulator = simulator;
		/** @type {Posted[]} */
		this.posted = [];
	}

	/** The requests that Kore accepted, whether or not n8n was there to read the answer. */
	#accepted() {
		return this.simulator
			.requests()
			.filter(({ path, rejection, json }) => /assign-conv/.test(path) && !rejection && json)
			.map(({ json }) => /** @type {{ botSessionId: string, callbackUrl: string }} */ (json));
	}

	/** @param {string} session */
	accepted(session) {
		return this.#accepted().filter(({ botSessionId }) => botSessionId === session).length;
	}

	/** @param {string} session */
	#urls(session) {
		return this.#accepted()
			.filter(({ botSessionId }) => botSessionId === session)
			.map(({ callbackUrl }) => callbackUrl);
	}

	/**
	 * @param {string} session
	 * @returns {Posted[]}
	 */
	callbacks(session) {
		const urls = this.#urls(session);
		return [...this.simulator.callbacks(), ...this.posted].filter(({ url }) => urls.includes(url));
	}

	/** @param {string} session */
	isAnswered(session) {
		return this.callbacks(session).some(({ status }) => status === 200);
	}

	/**
	 * Posts the genuine callback of a transfer, if Kore has accepted it.
	 * @param {string} session
	 * @returns {Promise<Posted | undefined>}
	 */
	async post(session) {
		const [url] = this.#urls(session);
		if (!url) return undefined;
		/** @type {Posted} */
		const entry = { url, status: null, error: null };
		this.posted.push(entry);
		const body = { sessionId: session, status: 'transferred', requestCompletedAt: Date.now() };
		try {
			const answer = await axios.post(url, body, {
				timeout: ANSWER_LIMIT_MS,
				maxRedirects: 0,
				proxy: false,
				validateStatus: () => true,
			});
			entry.status = answer.status;
		} catch (error) {
			entry.error = String(/** @type {Error} */ (error).message);
		}
		return entry;
	}
}

module.exports = { Ledger };
