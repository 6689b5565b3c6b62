import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import type { Execution, N8nRest } from './rest';

const POLL_MS = 100;
const UNSETTLED = ['new', 'running', 'unknown'];

/**
 * Whether the execution has ended or waits and its data are those of that moment: n8n 1.x writes, and each n8n reads,
 * the status first.
 */
export function isSettled({ status, data }: Execution): boolean {
	if (status === 'waiting') return data?.waitTill !== undefined;
	if (['error', 'canceled'].includes(status)) return data?.resultData?.error !== undefined;
	// What has run to its end has no node left to run; n8n saves a resumed execution with the node that waited.
	if (status === 'success') return data?.executionData?.nodeExecutionStack.length === 0;
	return !UNSETTLED.includes(status);
}

/**
 * Repeats `look` until it finds something.
 *
 * @param what for the message of the error
 */
export async function until<T>(
	what: string,
	limitMs: number,
	look: () => Promise<T | undefined | false>,
	pollMs: number = POLL_MS,
): Promise<T> {
	const limit = Date.now() + limitMs;
	for (;;) {
		const found = await look();
		if (found) return found;
		if (Date.now() > limit) throw new Error(`Waited ${limitMs / 1000} s in vain for ${what}`);
		await sleep(pollMs);
	}
}

/** @returns the execution when it has ended or waits, with its data */
export async function settledExecution(
	rest: N8nRest,
	id: string,
	limitMs: number = 30_000,
	pollMs?: number,
): Promise<Execution> {
	const look = async () => {
		const execution = await rest.execution(id);
		return isSettled(execution) && execution;
	};
	return await until(`the end of execution ${id}`, limitMs, look, pollMs);
}

/** @returns the oldest first, with their data */
export async function settledExecutions(
	rest: N8nRest,
	workflowId: string,
	count: number,
	limitMs: number = 30_000,
): Promise<Execution[]> {
	return await until(`${count} executions of workflow ${workflowId}`, limitMs, async () => {
		const all = await rest.executions({ workflowId });
		const ended = all.filter(({ status }) => !UNSETTLED.includes(status));
		if (ended.length < count) return undefined;
		const ids = ended.map(({ id }) => id).sort((a, b) => Number(a) - Number(b));
		const executions = await Promise.all(ids.map((id) => rest.execution(id)));
		return executions.every(isSettled) && executions;
	});
}

/**
 * Waits until n8n listens on a webhook's production URL: activation goes on after the answer to it. Asked with
 * a preflight request, which starts nothing.
 */
export async function webhookRegistered(url: string, limitMs: number = 15_000) {
	await until(`the webhook ${url}`, limitMs, async () => {
		const response = await axios.options(url, {
			headers: { Origin: url, 'Access-Control-Request-Method': 'POST' },
			validateStatus: () => true,
			proxy: false,
		});
		return String(response.headers['access-control-allow-methods']).includes('POST');
	});
}
