'use strict';

const fs = require('node:fs/promises');
const { jsonOf } = require('../../e2e/stage/execution');
const { leaks } = require('../../hostile/secrets');
const { OTHERS } = require('./plan');

/** n8n's REST API gives no longer list. */
const PAGE = 100;

/**
 * What n8n has made of it all.
 * @param {import('./stage').Stage} scene
 * @param {import('./load').Sent[]} sent
 * @param {string[]} secrets
 */
async function readOutcome(scene, sent, secrets) {
	const { stage, receiverId, waitingId } = scene;
	const accepted = sent.filter(({ kind, answer }) => isGenuine(kind) && answer === 200).length;
	const waiting = await stage.finished(waitingId);
	// Waits for those that are still on their way; there are more if one was forged.
	await stage.builder.until?.();
	const executions = await allExecutions(scene, accepted);
	/** @type {Record<string, number>} */
	const started = {};
	for (const event of executions) {
		const kind = kindOf(scene, event);
		started[kind] = (started[kind] ?? 0) + 1;
	}
	const log = await fs.readFile(stage.instance.logFile, 'utf8');
	return {
		accepted,
		started,
		executions: executions.length,
		waiting: { outcome: jsonOf(waiting, 'Assign').at(-1)?.outcome, end: waiting.status },
		leaked: [...new Set([...leaks(log, secrets), ...sent.flatMap(({ leaked }) => leaked)])],
		logMb: log.length / 1024 / 1024,
	};
}
