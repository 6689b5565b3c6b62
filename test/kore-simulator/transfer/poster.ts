import { setMaxListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';

import { WIRES, type Wire } from './wire';
import type { CallbackEntry, CallbackPlan, CustomOutcome } from '../types';
import type { Payload } from './outcomes';
import type { Log } from '../log';

type PayloadOf = (outcome: string | CustomOutcome) => Payload;

/** Node's own agents keep connections alive; one that the receiver closes would lose a callback. */
const AGENTS = { httpAgent: new http.Agent(), httpsAgent: new https.Agent() };

async function post(url: string, { data, headers }: Wire, signal: AbortSignal) {
	return await axios.post<string>(url, data, {
		...AGENTS,
		signal,
		timeout: 10_000,
		maxRedirects: 0,
		proxy: false,
		headers,
		responseType: 'text',
		// As it is: axios would quote a string under a JSON content type.
		transformRequest: (body: unknown) => body,
		validateStatus: () => true,
	});
}

function createSwitch() {
	const controller = new AbortController();
	// Any number of callbacks may be pending.
	setMaxListeners(0, controller.signal);
	return controller;
}

export function createPoster(log: Log) {
	let running = createSwitch();

	async function postAndLog(url: string, payload: Payload, sentAs: string, signal: AbortSignal) {
		const wire = WIRES[sentAs](payload);
		const entry: CallbackEntry = {
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
			const { code, message } = error as NodeJS.ErrnoException;
			entry.error = `${code}: ${message}`;
		}
		log.callbackSettled();
	}

	/**
	 * Repeats carry the same body, byte for byte: they are one message, sent again. Only a list of
	 * outcomes makes a repeat another message.
	 */
	async function run(url: string, plan: CallbackPlan, payloadOf: PayloadOf, signal: AbortSignal) {
		const { delayMs, randomDelayMs, times, simultaneous, sentAs } = plan;
		const outcomes = [plan.outcome].flat();
		const payloads: Payload[] = [];
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
		 * @param payloadOf called when an outcome is first due
		 * @returns starts it
		 */
		prepare(url: string, plan: CallbackPlan, payloadOf: PayloadOf): () => Promise<void> {
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

export type Poster = ReturnType<typeof createPoster>;
