import http from 'node:http';

import axios from 'axios';

import { assignBody } from '../../kore-simulator/assignBody';
import { until } from '../../e2e/n8n-host/wait';
import { atATime } from '../parallel';
import { itemsFor } from '../../e2e/queue-mode/items';
import { finishedBy } from '../../e2e/queue-mode/process-log';
import type { QueueStage } from '../../e2e/queue-mode/queue-stage';

/** Callbacks a second. */
export interface Rate {
	/** Until the last one has got its 200. */
	answered: number;
	/** Until the last one's execution has ended. */
	executed: number;
}

const SENDERS = 20;
const LIMIT_MS = 120_000;
// Kore's callbacks are single calls; the simulator makes them so, too.
const CLIENT = {
	httpAgent: new http.Agent(),
	timeout: 60_000,
	proxy: false as const,
};

/** @returns tokens of so many callbacks, from requests that were really made */
export async function collectTokens(stage: QueueStage, count: number): Promise<string[]> {
	stage.simulator.setBehavior({ callback: { when: 'never' } });
	const runs = await stage.watch(stage.assign);
	await stage.send(itemsFor('measured', count));
	await runs.settled(1);
	return stage.simulator.requests().map((request) => {
		const { callbackUrl } = assignBody(request);
		return String(new URL(callbackUrl).searchParams.get('token'));
	});
}

/**
 * Posts one callback for each token, from several senders at a time.
 *
 * @param url of the result workflow
 */
export async function postCallbacks(
	{ cluster }: QueueStage,
	url: string,
	tokens: string[],
): Promise<Rate> {
	const finished = async () => (await Promise.all(cluster.workers.map(finishedBy))).flat().length;
	const before = await finished();
	const began = performance.now();
	const rate = () => (tokens.length * 1000) / (performance.now() - began);

	// Anything but a 2xx is an exception, and the end of the measurement.
	await atATime(SENDERS, tokens, async (token) => {
		await axios.post(`${url}?token=${token}`, { status: 'transferred' }, CLIENT);
	});
	const answered = rate();
	await until('the end of all executions', LIMIT_MS, async () => {
		return (await finished()) >= before + tokens.length;
	});
	return { answered, executed: rate() };
}
