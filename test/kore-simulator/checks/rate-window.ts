/**
 * "Requests are monitored against a sixty-second limit" (docs/kore-api.md 1.6). That the window is fixed
 * and opens with the first call after the last one closed is inferred.
 */
export function createRateWindow(limit: number, windowMs: number) {
	let openedAt = -Infinity;
	let used = 0;

	return {
		/** @returns ms until the next window if this call is over the limit, else 0 */
		count(): number {
			const now = performance.now();
			if (now - openedAt >= windowMs) {
				openedAt = now;
				used = 0;
			}
			used += 1;
			return used > limit ? openedAt + windowMs - now : 0;
		},
		reset() {
			openedAt = -Infinity;
		},
	};
}
