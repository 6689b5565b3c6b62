'use strict';

const { setTimeout: sleep } = require('node:timers/promises');

const { until } = require('../../e2e/n8n-host/wait');
const { listening, RESULT } = require('./stage');

const BACK_LIMIT_MS = 60_000;

/**
 * @typedef {import('../../e2e/n8n-host/n8n-instance').N8nInstance} N8nInstance
 * @typedef {import('./stage').KillStage} KillStage
 */

/**
 * Kills a process of n8n, or restarts a service; then has n8n work again on the same database.
 * @param {KillStage} stage
 * @param {import('./plan').Round} round
 */
async function strike(stage, { victim, worker }) {
	const { main, webhook, workers, services } = stage.processes;
	if (victim === 'postgres' || victim === 'redis') {
		await services?.restart[victim]();
	} else {
		const process = { n8n: main, main, webhook, worker: workers[worker] }[victim];
		await process.kill();
	}
	await revive([...new Set([main, webhook, ...workers])]);
	await until('the list of executions', BACK_LIMIT_MS, async () => await canList(stage.rest));
	await listening(Object.values(stage.urls));
}

/** n8n answers 503 for a while after its database was away. @param {KillStage['rest']} rest */
const canList = async (rest) =>
	rest.executions({ workflowId: RESULT }).then(
		() => true,
		() => false,
	);

/**
 * Starts what has ended, as whatever runs n8n does: the one that was killed, or who does not bear the loss of a service.
 * @param {N8nInstance[]} processes
 */
async function revive(processes) {
	for (const process of processes) {
		if (await hasEnded(process)) await process.restart();
	}
}

/** @param {N8nInstance} process */
const hasEnded = async (process) =>
	await Promise.race([process.ended().then(() => true), sleep(50, false)]);

module.exports = { strike };
