const axios = require('axios');
const { setMaxListeners } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const { setTimeout: pause } = require('node:timers/promises');
const { WIRES } = require('./wire');

/** @import { CallbackEntry, CallbackPlan, CustomOutcome } from '../types' */
/** @import { Payload } from './outcomes' */
/** @import { Wire } from './wire' */
/** @import { Log } from '../log' */

/** @typedef {(outcome: string | CustomOutcome) => Payload} PayloadOf */

/** Node's own agents keep connections alive; one that the receiver closes would lose a callback. */
const AGENTS = { httpAgent: new http.Agent(), httpsAgent: new https.Agent() };

/**
 * @param {string} url
 * @param {Wire} wire
 * @param {AbortSignal} signal
 */
async function post(url, { data, headers }, signal) {
	return await axios.post(url, data, {
		...AGENTS,
		signal,
		timeout: 10_000,
		maxRedirects: 0,
		proxy: false,
		headers,
		responseType: 'text',
		// As it is: axios would quote a string under a JSON content type.
		transformRequest: (body) => body,
		validateStatus: () => true,
	});
}

function createSwitch() {
	const controller = new AbortController();
	// Any number of callbacks may be pending.
	setMaxListeners(0, controller.signal);
	return controller;
}

/** @param {Log} log */
function createPoster(log) {
	let running = createSwitch();

	/**
	 * @param {string} url
	 * @param {Payload} payload
	 * @param {string} sentAs
	 * @param {AbortSignal} signal
	 */
	async function postAndLog(url, payload, sentAs, signal) {
		const wire = WIRES[sentAs](payload);
		/** @type {CallbackEntry} */
		const entry = {
			at: Date.now(),
			url,
			body: payload.body,
			contentType: wire.headers['Content-Type'],
			outcome: payload.name,
			status: null,
			answer: '',
			error: null,
		};
		log.addCallback(entry);
		try {
			const { status, data } = await post(url, wire, signal);
			entry.answer = data;
			entry.status = status;
		} catch (error) {
			const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
			entry.error = `${code}: ${message}`;
		}
		log.callbackSettled();
	}

	/**
	 * Repeats carry the same body, byte for byte: they are one message, sent again. Only a list of
	 * outcomes makes a repeat another message.
	 *
	 * @param {string} url
	 * @param {CallbackPlan} plan
	 * @param {PayloadOf} payloadOf
	 * @param {AbortSignal} signal
	 */
	async function run(url, plan, payloadOf, signal) {
		const { delayMs, randomDelayMs, times, simultaneous, sentAs } = plan;
		const outcomes = [plan.outcome].flat();
		/** @type {Payload[]} */
		const payloads = [];
		for (let round = 0; round < times; round += 1) {
			const delay = delayMs + Math.random() * randomDelayMs;
			await pause(delay, undefined, { signal }).catch(() => {});
			if (signal.aborted) return;
			const turn = Math.min(round, outcomes.length - 1);
			const payload = (payloads[turn] ??= payloadOf(outcomes[turn]));
			const posts = Array.from({ length: simultaneous }, () =>
				postAndLog(url, payload, sentAs, signal),
			);
			await Promise.all(posts);
		}
	}

	return {
		/**
		 * A callback that is cancelled before it was started is never sent.
		 *
		 * @param {string} url
		 * @param {CallbackPlan} plan
		 * @param {PayloadOf} payloadOf called when an outcome is first due
		 * @returns {() => Promise<void>} starts it
		 */
		prepare(url, plan, payloadOf) {
			const { signal } = running;
			return async () => await run(url, plan, payloadOf, signal);
		},
		cancel() {
			running.abort();
			running = createSwitch();
		},
		close() {
			running.abort();
		},
	};
}

/** @typedef {ReturnType<typeof createPoster>} Poster */

module.exports = { createPoster };
