import { setTimeout as sleep } from 'node:timers/promises';

import { until } from '../../e2e/n8n-host/wait';
import { listening, RESULT, type KillStage } from './stage';
import type { Round } from './plan';
import type { N8nInstance } from '../../e2e/n8n-host/n8n-instance';

const BACK_LIMIT_MS = 60_000;

/**
 * Kills a process of n8n, or restarts a service; then has n8n work again on the same database.
 */
export async function strike(stage: KillStage, { victim, worker }: Round) {
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

/** n8n answers 503 for a while after its database was away. */
const canList = async (rest: KillStage['rest']) =>
	rest.executions({ workflowId: RESULT }).then(
		() => true,
		() => false,
	);

/**
 * Starts what has ended, as whatever runs n8n does: the one that was killed, or who does not bear the loss of a service.
 */
async function revive(processes: N8nInstance[]) {
	for (const process of processes) {
		if (await hasEnded(process)) await process.restart();
	}
}

const hasEnded = async (process: N8nInstance) =>
	await Promise.race([process.ended().then(() => true), sleep(50, false)]);
