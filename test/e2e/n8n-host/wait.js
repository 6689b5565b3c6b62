const axios = require('axios');
const { setTimeout: sleep } = require('node:timers/promises');

/**
 * @typedef {import('./rest').N8nRest} N8nRest
 * @typedef {import('./rest').Execution} Execution
 */

const POLL_MS = 100;
const UNSETTLED = ['new', 'running', 'unknown'];

/**
 * Repeats `look` until it finds something.
 * @template T
 * @param {string} what for the message of the error
 * @param {number} limitMs
 * @param {() => Promise<T | undefined | false>} look
 * @param {number} [pollMs]
 * @returns {Promise<T>}
 */
async function until(what, limitMs, look, pollMs = POLL_MS) {
	const limit = Date.now() + limitMs;
	for (;;) {
		const found = await look();
		if (found) return found;
		if (Date.now() > limit) throw new Error(`Waited ${limitMs / 1000} s in vain for ${what}`);
		await sleep(pollMs);
	}
}

/**
 * @param {N8nRest} rest
 * @param {string} id
 * @param {number} [limitMs]
 * @returns {Promise<Execution>} the execution when it has ended or waits, with its data
 */
async function settledExecution(rest, id, limitMs = 30_000) {
	return await until(`the end of execution ${id}`, limitMs, async () => {
		const execution = await rest.execution(id);
		return UNSETTLED.includes(execution.status) ? undefined : execution;
	});
}

/**
 * @param {N8nRest} rest
 * @param {string} workflowId
 * @param {number} count
 * @param {number} [limitMs]
 * @returns {Promise<Execution[]>} the oldest first, with their data
 */
async function settledExecutions(rest, workflowId, count, limitMs = 30_000) {
	const list = await until(`${count} executions of workflow ${workflowId}`, limitMs, async () => {
		const all = await rest.executions({ workflowId });
		const settled = all.filter(({ status }) => !UNSETTLED.includes(status));
		return settled.length >= count ? settled : undefined;
	});
	const ids = list.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
	return await Promise.all(ids.map((id) => rest.execution(id)));
}

/**
 * Waits until n8n listens on a webhook's production URL: activation goes on after the answer to it. Asked with
 * a preflight request, which starts nothing.
 * @param {string} url
 * @param {number} [limitMs]
 */
async function webhookRegistered(url, limitMs = 15_000) {
	await until(`the webhook ${url}`, limitMs, async () => {
		const response = await axios.options(url, {
			headers: { Origin: url, 'Access-Control-Request-Method': 'POST' },
			validateStatus: () => true,
			proxy: false,
		});
		return String(response.headers['access-control-allow-methods']).includes('POST');
	});
}

module.exports = { until, settledExecution, settledExecutions, webhookRegistered };
