'use strict';

const axios = require('axios');

/** Executions of one transfer each, which wait; and items of one execution, which does not. */
const WAITING = 4;
const BULK = 4;

/** @typedef {{ session: string, kind: 'wait' | 'bulk' }} Transfer */

/**
 * @param {import('./plan').Round} round
 * @returns {Transfer[]}
 */
function transfersOf({ number }) {
	return Array.from({ length: WAITING + BULK }, (_, index) => ({
		session: `6538f8a3c9cf${String(number).padStart(6, '0')}${String(index).padStart(6, '0')}`,
		kind: index < WAITING ? 'wait' : 'bulk',
	}));
}

/**
 * Has n8n start all transfers of a round. n8n may be killed meanwhile: whatever does not answer is no error.
 * @param {import('./stage').KillStage} stage
 * @param {Transfer[]} transfers
 */
async function startTransfers({ simulator, urls }, transfers) {
	const agent = simulator.world.agents[0].id;
	const of = (/** @type {string} */ kind) => transfers.filter((one) => one.kind === kind);
	/** @param {string} url @param {object} body */
	const post = async (url, body) =>
		await axios.post(url, body, { timeout: 15_000, proxy: false }).catch(() => {});
	const items = of('bulk').map(({ session }) => ({
		assignTo: 'agent',
		target: agent,
		botSessionId: session,
		ticket: session,
	}));
	await Promise.all([
		// A limit that no campaign reaches.
		...of('wait').map(({ session }) =>
			post(urls.wait, { session, agent, run: session, limit: 600 }),
		),
		post(urls.bulk, { items }),
	]);
}

module.exports = { startTransfers, transfersOf };
