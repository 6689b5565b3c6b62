import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
const LIMIT_MS = 20_000;

/**
 * Waits until the editor shows what is expected; if it does not, the test fails with the last difference.
 *
 * @param expected a value, or a matcher like `expect.stringContaining`
 */
export async function expectSeen<T>(read: () => Promise<T>, expected: unknown) {
	const limit = Date.now() + LIMIT_MS;
	for (;;) {
		try {
			expect(await read()).toEqual(expected);
			return;
		} catch (error) {
			if (Date.now() > limit) throw error;
			await sleep(POLL_MS);
		}
	}
}
