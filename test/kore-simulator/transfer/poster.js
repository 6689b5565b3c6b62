const axios = require('axios');
const { setMaxListeners } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const { setTimeout: pause } = require('node:timers/promises');

/** @import { CallbackEntry, CallbackPlan } from '../types' */
/** @import { Payload } from './outcomes' */
/** @import { Log } from '../log' */

/** Node's own agents keep connections alive; one that the receiver closes would lose a callback. */
const AGENTS = { httpAgent: new http.Agent(), httpsAgent: new https.Agent() };

/**
 * @param {string} url
 * @param {Payload} payload
 * @param {AbortSignal} signal
 */
async function post(url, { body, contentType }, signal) {
	return await axios.post(url, body, {
		...AGENTS,
		signal,
		timeout: 10_000,
		maxRedirects: 0,
		proxy: false,
		headers: { 'Content-Type': contentType },
		responseType: 'text',
		// As it is: axios would quote a string under a JSON content type.
		transformRequest: (data) => data,
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
	 * @param {AbortSignal} signal
	 */
	async function postAndLog(url, payload, signal) {
		/** @type {CallbackEntry} */
		const entry = {
			at: Date.now(),
			url,
			body: payload.body,
			contentType: payload.contentType,
			outcome: payload.name,
			status: null,
			answer: '',
			error: null,
		};
		log.addCallback(entry);
		try {
			const { status, data } = await post(url, payload, signal);
			entry.answer = data;
			entry.status = status;
		} catch (error) {
			const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
			entry.error = `${code}: ${message}`;
		}
		log.callbackSettled();
	}

	/**
	 * Repeats carry the same body, byte for byte: they are one message, sent again.
	 *
	 * @param {string} url
	 * @param {CallbackPlan} plan
	 * @param {() => Payload} createPayload
	 * @param {AbortSignal} signal
	 */
	async function run(url, plan, createPayload, signal) {
		const { delayMs, randomDelayMs, times, simultaneous } = plan;
		/** @type {Payload | undefined} */
		let payload;
		for (let round = 0; round < times; round += 1) {
			const delay = delayMs + Math.random() * randomDelayMs;
			await pause(delay, undefined, { signal }).catch(() => {});
			if (signal.aborted) return;
			const current = (payload ??= createPayload());
			const posts = Array.from({ length: simultaneous }, () => postAndLog(url, current, signal));
			await Promise.all(posts);
		}
	}

	return {
		/**
		 * A callback that is cancelled before it was started is never sent.
		 *
		 * @param {string} url
		 * @param {CallbackPlan} plan
		 * @param {() => Payload} createPayload called when the first one is due
		 * @returns {() => Promise<void>} starts it
		 */
		prepare(url, plan, createPayload) {
			const { signal } = running;
			return async () => await run(url, plan, createPayload, signal);
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
