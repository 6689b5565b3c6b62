import fs from 'node:fs/promises';

import type { N8nInstance } from '../n8n-host/n8n-instance';

/**
 * @param line with the execution's id in its group
 * @returns ids
 */
async function executionsIn({ logFile }: N8nInstance, line: RegExp): Promise<string[]> {
	const log = await fs.readFile(logFile, 'utf8');
	return [...log.matchAll(line)].map(([, id]) => id);
}

export const enqueuedBy = async (webhook: N8nInstance) =>
	await executionsIn(webhook, /^Enqueued execution (\d+)/gm);

export const startedBy = async (worker: N8nInstance) =>
	await executionsIn(worker, /^Worker started execution (\d+)/gm);

export const finishedBy = async (worker: N8nInstance) =>
	await executionsIn(worker, /^Worker finished execution (\d+)/gm);

/** @returns what it has started and not finished */
export async function busyWith(worker: N8nInstance): Promise<string[]> {
	const finished = new Set(await finishedBy(worker));
	return (await startedBy(worker)).filter((id) => !finished.has(id));
}
