import type { CallbackEntry, RequestEntry } from './types';

function isSettled({ status, error }: CallbackEntry) {
	return status !== null || error !== null;
}

export function createLog() {
	let requests: RequestEntry[] = [];
	let callbacks: CallbackEntry[] = [];
	const waiters = new Set<{ check: () => void; fail: (reason: string) => void }>();

	return {
		requests: () => [...requests],
		callbacks: () => [...callbacks],
		addRequest(entry: RequestEntry) {
			requests.push(entry);
		},
		addCallback(entry: CallbackEntry) {
			callbacks.push(entry);
		},
		callbackSettled() {
			for (const { check } of waiters) check();
		},
		/** @returns all that were answered, or failed, until then */
		waitForCallbacks: async (count: number, timeoutMs: number): Promise<CallbackEntry[]> =>
			await new Promise((resolve, reject) => {
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
					fail(reason: string) {
						finish();
						const found = `${settled().length} of ${count} callbacks were answered`;
						reject(new Error(`${found} (${callbacks.length} posted): ${reason}`));
					},
				};
				const timer = setTimeout(() => waiter.fail(`gave up after ${timeoutMs} ms`), timeoutMs);
				waiters.add(waiter);
				waiter.check();
			}),
		/** @param reason why nobody needs to wait any longer */
		giveUpWaiting(reason: string) {
			for (const { fail } of waiters) fail(reason);
		},
		clear() {
			requests = [];
			callbacks = [];
		},
	};
}

export type Log = ReturnType<typeof createLog>;
