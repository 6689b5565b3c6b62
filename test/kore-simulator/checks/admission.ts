import { createRateWindow } from './rate-window';
import { INVALID_ARGUMENTS, RATE_LIMITED, Rejection, WRONG_SCOPE } from './rejection';
import { verifyToken } from './token';
import { shown } from '../shown';
import type { Endpoint, Request } from '../types';
import type { World } from '../world/types';

/** What every Kore endpoint checks before it looks at its own arguments. */
export function createAdmission(
	world: World,
	{
		requestsPerMinute,
		rateLimitWindowMs,
		retryAfter,
	}: { requestsPerMinute: number; rateLimitWindowMs: number; retryAfter: boolean },
) {
	const usedJtis = new Set<string>();
	const window = createRateWindow(requestsPerMinute, rateLimitWindowMs);

	return {
		check(endpoint: Endpoint, req: Request) {
			const { auth, iid } = req.headers;
			const streamId = endpoint.streamInHeader ? iid : req.params.streamId;
			const app = verifyToken(auth, String(streamId), world, usedJtis);
			// Every call with a good token uses up the limit, also one that is refused below.
			const waitMs = window.count();
			if (!app.scopes.includes(endpoint.scope)) {
				throw new Rejection(WRONG_SCOPE, `the app lacks the scope ${endpoint.scope}`);
			}
			const { accountid } = req.headers;
			if (accountid !== world.accountId) {
				throw new Rejection(INVALID_ARGUMENTS, `header accountid is ${shown(accountid)}`);
			}
			if (iid !== undefined && !endpoint.streamInHeader) {
				throw new Rejection(INVALID_ARGUMENTS, `header IId is ${shown(iid)}`);
			}
			if (waitMs > 0) {
				const headers: Record<string, string> = retryAfter
					? { 'Retry-After': `${Math.ceil(waitMs / 1000)}` }
					: {};
				throw new Rejection(RATE_LIMITED, 'rate limit', headers);
			}
		},
		reset() {
			usedJtis.clear();
			window.reset();
		},
	};
}
