const axios = require('axios');
const http = require('node:http');

const { serve } = require('../../bench/child/serve');
const { forge } = require('../../e2e/waiting/forge');
const { session } = require('../../e2e/stage/people');
const { startSimulator } = require('../../kore-simulator');
const { deliveriesFor } = require('./mixture');

/**
 * @typedef {import('./mixture').Kind} Kind
 *
 * @typedef {object} Posted
 * @property {string} session
 * @property {Kind} kind
 * @property {number | string} answer status, or why there was none
 */

const LOOK_MS = 20;
const TIMEOUT_MS = 60_000;
// A connection for each callback, as with Kore, whose calls are single ones.
const CLIENT = axios.create({
	httpAgent: new http.Agent(),
	timeout: TIMEOUT_MS,
	proxy: false,
	validateStatus: () => true,
});

/** @type {import('../../kore-simulator').Simulator} */
let simulator;
/** @type {Posted[]} */
const posted = [];
let pending = 0;
let seen = 0;

/** @param {number} number of the transfer @param {string} callbackUrl */
function deliver(number, callbackUrl) {
	const result = {
		sessionId: session(number),
		status: 'transferred',
		requestCompletedAt: Date.now(),
	};
	for (const { kind, delayMs } of deliveriesFor(number)) {
		const body = { ...result, ...(kind === 'other bytes' && { attempt: 2 }) };
		const url = kind === 'forgery' ? forgery(number, callbackUrl) : callbackUrl;
		pending += 1;
		setTimeout(async () => {
			const answer = await CLIENT.post(url, body).then(
				({ status }) => status,
				({ code, message }) => `${code ?? message}`,
			);
			posted.push({ session: result.sessionId, kind, answer });
			pending -= 1;
		}, delayMs);
	}
}

/** @param {number} number @param {string} url */
function forgery(number, url) {
	const kinds = [forge(url), url.replace(/token=[^&]+/, ''), url.replace(/token=[^&]+/, 'token=x')];
	return kinds[Math.floor(number / 4) % kinds.length];
}

/** An answer of the simulator's is followed by the callbacks of its transfer. */
function look() {
	const requests = simulator.requests();
	// In the order of the requests: one that is not answered yet holds the others up for no longer than that.
	for (; seen < requests.length && requests[seen].status !== null; seen++) {
		const { status, json } = requests[seen];
		const { botSessionId, callbackUrl } = /** @type {any} */ (json);
		if (status === 200) deliver(numberOf(botSessionId), callbackUrl);
	}
}

/** @param {string} botSessionId */
const numberOf = (botSessionId) => parseInt(botSessionId.slice(session(0).length - 4), 16);

serve({
	async start() {
		simulator = await startSimulator({ requestsPerMinute: Infinity });
		simulator.setBehavior({ callback: { when: 'never' } });
		setInterval(look, LOOK_MS);
		const { url, world } = simulator;
		return { url, world };
	},
	pending: () => pending,
	/** The log itself would be some hundred megabytes. */
	account() {
		const asked = simulator.requests().map(({ status, json, rejection }) => ({
			session: /** @type {any} */ (json)?.botSessionId,
			status,
			rejection,
		}));
		return { asked, posted };
	},
});
