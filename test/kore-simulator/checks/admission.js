const { createRateWindow } = require('./rate-window');
const { INVALID_ARGUMENTS, RATE_LIMITED, Rejection, WRONG_SCOPE } = require('./rejection');
const { verifyToken } = require('./token');

/** @import { Endpoint, Request, World } from '../types' */

/**
 * What every Kore endpoint checks before it looks at its own arguments.
 *
 * @param {World} world
 * @param {{ requestsPerMinute: number, rateLimitWindowMs: number, retryAfter: boolean }} limits
 */
function createAdmission(world, { requestsPerMinute, rateLimitWindowMs, retryAfter }) {
	const usedJtis = new Set();
	const window = createRateWindow(requestsPerMinute, rateLimitWindowMs);

	return {
		/**
		 * @param {Endpoint} endpoint
		 * @param {Request} req
		 */
		check(endpoint, req) {
			const app = verifyToken(req.headers.auth, req.params.streamId, world, usedJtis);
			// Every call with a good token uses up the limit, also one that is refused below.
			const waitMs = window.count();
			if (!app.scopes.includes(endpoint.scope)) {
				throw new Rejection(WRONG_SCOPE, `the app lacks the scope ${endpoint.scope}`);
			}
			const { accountid } = req.headers;
			if (accountid !== world.accountId) {
				throw new Rejection(INVALID_ARGUMENTS, `header accountid is ${accountid}`);
			}
			if (waitMs > 0) {
				/** @type {Record<string, string>} */
				const headers = retryAfter ? { 'Retry-After': `${Math.ceil(waitMs / 1000)}` } : {};
				throw new Rejection(RATE_LIMITED, 'rate limit', headers);
			}
		},
		reset() {
			usedJtis.clear();
			window.reset();
		},
	};
}

module.exports = { createAdmission };
