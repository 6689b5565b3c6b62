const http = require('node:http');
const axios = require('axios');

const { until } = require('../n8n-host/wait');
const { itemsFor } = require('./items');
const { finishedBy } = require('./process-log');

/**
 * @typedef {import('./queue-stage').QueueStage} QueueStage
 *
 * @typedef {object} Rate callbacks a second
 * @property {number} answered until the last one has got its 200
 * @property {number} executed until the last one's execution has ended
 */

const SENDERS = 20;
const LIMIT_MS = 120_000;
// Kore's callbacks are single calls; the simulator makes them so, too.
const CLIENT = {
	httpAgent: new http.Agent(),
	timeout: 60_000,
	proxy: /** @type {const} */ (false),
};

/**
 * @param {QueueStage} stage
 * @param {number} count
 * @returns {Promise<string[]>} tokens of so many callbacks, from requests that were really made
 */
async function collectTokens(stage, count) {
	stage.simulator.setBehavior({ callback: { when: 'never' } });
	const runs = await stage.watch(stage.assign);
	await stage.send(itemsFor('measured', count));
	await runs.settled(1);
	return stage.simulator.requests().map(({ json }) => {
		const { callbackUrl } = /** @type {{ callbackUrl: string }} */ (json);
		return String(new URL(callbackUrl).searchParams.get('token'));
	});
}

/**
 * Posts one callback for each token, from several senders at a time.
 * @param {QueueStage} stage
 * @param {string} url of the result workflow
 * @param {string[]} tokens
 * @returns {Promise<Rate>}
 */
async function postCallbacks({ cluster }, url, tokens) {
	const finished = async () => (await Promise.all(cluster.workers.map(finishedBy))).flat().length;
	const before = await finished();
	const waiting = [...tokens];
	const began = performance.now();
	const rate = () => (tokens.length * 1000) / (performance.now() - began);

	const sendAll = async () => {
		for (let token = waiting.pop(); token; token = waiting.pop()) {
			// Anything but a 2xx is an exception, and the end of the measurement.
			await axios.post(`${url}?token=${token}`, { status: 'transferred' }, CLIENT);
		}
	};
	await Promise.all(Array.from({ length: SENDERS }, sendAll));
	const answered = rate();
	await until('the end of all executions', LIMIT_MS, async () => {
		return (await finished()) >= before + tokens.length;
	});
	return { answered, executed: rate() };
}

module.exports = { collectTokens, postCallbacks };
