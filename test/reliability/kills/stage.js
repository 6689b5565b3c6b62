'use strict';

const { until, webhookRegistered } = require('../../e2e/n8n-host/wait');
const { assignWorkflow } = require('../../e2e/queue-mode/workflows');
const { setTheStage } = require('../../e2e/waiting/stage');
const { CREDENTIALS, TRIGGER_PATH } = require('../../e2e/waiting/workflows');
const { Ledger } = require('./ledger');

const LISTENING_LIMIT_MS = 60_000;

/** Ids of the workflows: the first two assign, the third takes the results of both. */
const WAIT = 'waitingTrigger';
const RESULT = 'waitingResult';

/**
 * The stage of the waiting tests, and one more workflow that assigns many items in a run and does not wait.
 * @typedef {Awaited<ReturnType<typeof openKillStage>>} KillStage
 * @param {{ queue: boolean }} options
 */
async function openKillStage({ queue }) {
	const stage = await setTheStage({ queue });
	try {
		const bulk = assignWorkflow({ id: 'kore-trigger', name: CREDENTIALS.trigger });
		const { id } = await stage.rest.createWorkflow(bulk.content);
		await stage.rest.activate(id);
		const base = stage.n8n.url;
		const urls = {
			wait: `${base}webhook/start-trigger`,
			bulk: base + bulk.path,
			result: `${base}webhook/${TRIGGER_PATH}/webhook`,
		};
		await listening(Object.values(urls));
		return { ...stage, queue, ledger: new Ledger(stage.simulator), bulkId: id, urls };
	} catch (error) {
		await stage.stop();
		throw error;
	}
}

/**
 * Until n8n takes webhooks, also while it, or its database, is just starting again.
 * @param {string[]} urls
 */
async function listening(urls) {
	for (const url of urls) {
		await until(`webhook ${url}`, LISTENING_LIMIT_MS, async () =>
			webhookRegistered(url, 2000).then(
				() => true,
				() => false,
			),
		);
	}
}

module.exports = { listening, openKillStage, RESULT, WAIT };
