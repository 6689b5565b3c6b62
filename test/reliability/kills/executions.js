'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const { parseFlatted } = require('../../e2e/n8n-host/flatted');

const UNSETTLED = ['new', 'running'];

/**
 * @typedef {import('../../e2e/stage/builder').Builder} Builder
 *
 * @typedef {object} Seen an execution as n8n's REST API shows it
 * @property {string} id
 * @property {string} workflowId
 * @property {string} status
 * @property {string} mode
 * @property {number} createdAt ms epoch
 * @property {string} text its saved data
 * @property {string} error the message, if there is one
 */

/**
 * One after the other, as n8n's list orders by the start but pages by the id, and so leaves some out.
 * @param {Builder} rest
 * @param {string[]} workflowIds
 * @returns {Promise<Seen[]>} all, the oldest first
 */
async function readExecutions(rest, workflowIds) {
	const newest = await Promise.all(
		workflowIds.map(async (workflowId) => await rest.executions({ workflowId })),
	);
	const last = Math.max(0, ...newest.flat().map(({ id }) => Number(id)));
	/** @type {Seen[]} */
	const seen = [];
	for (let id = 1; id <= last; id++) {
		const execution = await readExecution(rest, String(id));
		if (execution && workflowIds.includes(execution.workflowId)) seen.push(execution);
	}
	return seen;
}

/**
 * @param {Builder} rest
 * @param {string} id
 * @returns {Promise<Seen | undefined>} undefined if there is none
 */
async function readExecution(rest, id) {
	const found = await rest.call('get', `executions/${id}`).catch((error) => {
		if (!/answered 404/.test(error.message)) throw error;
	});
	if (!found) return undefined;
	const { status, workflowId, mode, createdAt, data } = found;
	const text = String(data ?? '');
	const error = text ? parseFlatted(text)?.resultData?.error?.message : undefined;
	return {
		id,
		workflowId,
		status,
		mode,
		createdAt: Date.parse(createdAt) || 0,
		text,
		error: error ?? '',
	};
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
