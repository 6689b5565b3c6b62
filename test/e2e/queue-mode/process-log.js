const fs = require('node:fs/promises');

/** @typedef {import('../n8n-host/n8n-instance').N8nInstance} N8nInstance */

/**
 * @param {N8nInstance} instance
 * @param {RegExp} line with the execution's id in its group
 * @returns {Promise<string[]>} ids
 */
async function executionsIn({ logFile }, line) {
	const log = await fs.readFile(logFile, 'utf8');
	return [...log.matchAll(line)].map(([, id]) => id);
}

/** @param {N8nInstance} webhook */
const enqueuedBy = async (webhook) => await executionsIn(webhook, /^Enqueued execution (\d+)/gm);

/** @param {N8nInstance} worker */
const startedBy = async (worker) => await executionsIn(worker, /^Worker started execution (\d+)/gm);

/** @param {N8nInstance} worker */
const finishedBy = async (worker) =>
	await executionsIn(worker, /^Worker finished execution (\d+)/gm);

/**
 * @param {N8nInstance} worker
 * @returns {Promise<string[]>} what it has started and not finished
 */
async function busyWith(worker) {
	const finished = new Set(await finishedBy(worker));
	return (await startedBy(worker)).filter((id) => !finished.has(id));
}

module.exports = { busyWith, enqueuedBy, finishedBy, startedBy };
