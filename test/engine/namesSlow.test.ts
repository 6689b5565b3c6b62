import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { runRead, toRead } from './harness/read';
import { serve } from './harness/serve';
import { by, type Credential } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { credential } = useSimulator();

const QUEUE = { id: 'qu-1', name: 'VIP' };

/** Gets the queue by its name, with this 'Timeout' in milliseconds. */
const getQueue = async (own: Credential, timeout: number, stopAfter?: Promise<unknown>) =>
	await runRead({
		credential: own,
		stopAfter,
		parameters: toRead('queue', 'get', { queueId: by('name', 'VIP'), options: { timeout } }),
	});

it('a run that waits for a page of another one reads it by itself when its own time is over', async () => {
	let lists = 0;
	const kore = await serve((request, response) => {
		const isList = request.url?.endsWith('/queues');
		// The first one is never answered.
		if (isList && ++lists === 1) return;
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(isList ? { results: [QUEUE], hasMore: false } : QUEUE));
	});
	try {
		const own = { ...credential, host: kore.url };
		const asked = once(kore.server, 'request');
		let isSlowOver = false;
		const slow = getQueue(own, 3000).finally(() => (isSlowOver = true));
		await asked;
		const { rows } = await getQueue(own, 300);
		expect(rows).toMatchObject([QUEUE]);
		expect(isSlowOver).toBe(false);
		expect(lists).toBe(2);
		expect((await slow).error?.message).toMatch(/could not be looked up: Kore did not answer/);
		// What it reads too late takes nothing away.
		expect((await getQueue(own, 300)).rows).toMatchObject([QUEUE]);
		expect(lists).toBe(2);
	} finally {
		await kore.stop();
	}
});

it('a run that is stopped while it waits for a page of another one ends at once, and sends nothing', async () => {
	let lists = 0;
	const kore = await serve(() => lists++);
	try {
		const own = { ...credential, host: kore.url };
		const asked = once(kore.server, 'request');
		const slow = getQueue(own, 4000);
		await asked;
		const began = Date.now();
		await getQueue(own, 60_000, sleep(100));
		expect(Date.now() - began).toBeLessThan(2000);
		expect(lists).toBe(1);
		await slow;
	} finally {
		await kore.stop();
	}
});
