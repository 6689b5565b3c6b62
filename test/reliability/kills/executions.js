'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const { parseFlatted } = require('../../e2e/n8n-host/flatted');

const PAGE = 100;
const UNSETTLED = ['new', 'running'];

/**
 * @typedef {import('../../e2e/stage/builder').Builder} Builder
 *
 * @typedef {object} Seen an execution as n8n's REST API shows it
 * @property {string} id
 * @property {string} status
 * @property {string} mode
 * @property {number} startedAt ms epoch; 0 if it never was
 * @property {number} createdAt ms epoch
 * @property {string} text its saved data
 * @property {string} error the message, if there is one
 * @property {any} runData by the node's name
 */

/**
 * @param {Builder} rest
 * @param {string} workflowId
 * @returns {Promise<Seen[]>} all, the oldest first
 */
async function readExecutions(rest, workflowId) {
	/** @type {any[]} */
	const listed = [];
	let cursor;
	do {
		const params = { filter: JSON.stringify({ workflowId }), limit: PAGE, cursor };
		const page = await rest.call('get', 'executions', undefined, params);
		listed.push(...page.results);
		cursor = page.nextCursor ?? undefined;
	} while (cursor);
	/** @type {Seen[]} */
	const seen = [];
	for (const { id } of listed.reverse()) seen.push(await readExecution(rest, id));
	return seen;
}

/**
 * @param {Builder} rest
 * @param {string} id
 * @returns {Promise<Seen>}
 */
async function readExecution(rest, id) {
	const { status, mode, startedAt, createdAt, data } = await rest.call('get', `executions/${id}`);
	const text = String(data ?? '');
	const { error, runData } = (text ? parseFlatted(text)?.resultData : undefined) ?? {};
	const times = { startedAt: Date.parse(startedAt) || 0, createdAt: Date.parse(createdAt) || 0 };
	return { id, status, mode, ...times, text, error: error?.message ?? '', runData: runData ?? {} };
}

/**
 * Until no execution is on its way, or for so long; what a killed worker did is given up by n8n only after a while.
 * @param {Builder} rest
 * @param {string[]} workflowIds
 * @param {number} limitMs
 */
async function untilSettled(rest, workflowIds, limitMs) {
	const limit = Date.now() + limitMs;
	while (Date.now() < limit) {
		const filters = workflowIds.map((workflowId) => ({ workflowId, status: UNSETTLED }));
		const busy = await Promise.all(filters.map((filter) => rest.executions(filter)));
		if (busy.flat().length === 0) return;
		await sleep(1000);
	}
}

module.exports = { readExecutions, untilSettled };
