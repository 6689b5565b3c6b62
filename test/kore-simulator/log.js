/** @import { CallbackEntry, RequestEntry } from './types' */

/** @param {CallbackEntry} entry */
function isSettled({ status, error }) {
	return status !== null || error !== null;
}

function createLog() {
	/** @type {RequestEntry[]} */
	let requests = [];
	/** @type {CallbackEntry[]} */
	let callbacks = [];
	/** @type {Set<{ check: () => void, fail: (reason: string) => void }>} */
	const waiters = new Set();

	return {
		requests: () => [...requests],
		callbacks: () => [...callbacks],
		/** @param {RequestEntry} entry */
		addRequest(entry) {
			requests.push(entry);
		},
		/** @param {CallbackEntry} entry */
		addCallback(entry) {
			callbacks.push(entry);
		},
		callbackSettled() {
			for (const { check } of waiters) check();
		},
		/**
		 * @param {number} count
		 * @param {number} timeoutMs
		 * @returns {Promise<CallbackEntry[]>} all that were answered, or failed, until then
		 */
		async waitForCallbacks(count, timeoutMs) {
			return await new Promise((resolve, reject) => {
				const settled = () => callbacks.filter(isSettled);
				const finish = () => {
					clearTimeout(timer);
					waiters.delete(waiter);
				};
				const waiter = {
					check() {
						if (settled().length < count) return;
						finish();
						resolve(settled());
					},
					/** @param {string} reason */
					fail(reason) {
						finish();
						const found = `${settled().length} of ${count} callbacks were answered`;
						reject(new Error(`${found} (${callbacks.length} posted): ${reason}`));
					},
				};
				const timer = setTimeout(() => waiter.fail(`gave up after ${timeoutMs} ms`), timeoutMs);
				waiters.add(waiter);
				waiter.check();
			});
		},
		/** @param {string} reason why nobody needs to wait any longer */
		giveUpWaiting(reason) {
			for (const { fail } of waiters) fail(reason);
		},
		clear() {
			requests = [];
			callbacks = [];
		},
	};
}

/** @typedef {ReturnType<typeof createLog>} Log */

module.exports = { createLog };
