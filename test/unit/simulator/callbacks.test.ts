import type http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import { SESSION, useKore } from '../harness/kore';

const kore = useKore();

describe('callbacks', () => {
	test('an agent: answered first, then posted once, for the same session', async () => {
		const { status, data } = await kore.assign();
		expect([status, data]).toEqual([200, {}]);
		expect(kore.receiver.bodies).toEqual([]);
		const [entry] = await kore.sim.waitForCallbacks(1, 2000);
		const agentId = kore.sim.world.agents[2].id;
		expect(JSON.parse(kore.receiver.bodies[0])).toEqual({
			sessionId: SESSION,
			agentId,
			status: 'transferred',
			requestCompletedAt: expect.any(Number) as number,
		});
		expect(entry).toEqual({
			at: expect.any(Number) as number,
			url: kore.receiver.url,
			body: kore.receiver.bodies[0],
			contentType: 'application/json',
			outcome: 'transferred',
			status: 200,
			answer: 'thanks',
			error: null,
		});
	});

	test('a queue: for another session', async () => {
		await kore.assign(kore.queueBody());
		await kore.sim.waitForCallbacks(1, 2000);
		const { sessionId, ...others } = JSON.parse(kore.receiver.bodies[0]) as { sessionId: string };
		expect(sessionId).toMatch(/^[0-9a-f]{24}$/);
		expect(sessionId).not.toBe(SESSION);
		expect(others).toMatchObject({ queueId: kore.sim.world.queues[1].id, status: 'transferred' });
	});

	test('an unknown target is accepted, and then fails', async () => {
		await kore.assign(kore.agentBody({ aId: kore.sim.world.agents[0].userId }));
		await kore.assign(kore.queueBody({ queueId: 'qu-unknown' }));
		const entries = await kore.sim.waitForCallbacks(2, 2000);
		expect(entries.map(({ outcome }) => outcome)).toEqual(['reason', 'reason']);
		const posted = kore.receiver.bodies.map((body) => JSON.parse(body) as { status: string });
		expect(posted.map(({ status }) => status)).toEqual(['Failed', 'Failed']);
	});

	test('before: posted and answered before the request is', async () => {
		kore.sim.setBehavior({ callback: { when: 'before' } });
		kore.receiver.answer = (res) => setTimeout(() => res.end(), 100);
		await kore.assign();
		expect(kore.sim.callbacks()).toMatchObject([{ status: 200 }]);
	});

	test('before: a receiver that never answers holds the request for 5 s at most', async () => {
		kore.sim.setBehavior({ callback: { when: 'before' } });
		kore.receiver.answer = () => {};
		const start = performance.now();
		expect((await kore.assign()).status).toBe(200);
		expect(performance.now() - start).toBeGreaterThan(4900);
		expect(kore.sim.callbacks()).toMatchObject([{ status: null, error: null }]);
		kore.receiver.closeConnections();
	}, 10_000);

	test('never', async () => {
		kore.sim.setBehavior({ callback: { when: 'never' } });
		await kore.assign();
		await pause(60);
		expect(kore.sim.callbacks()).toEqual([]);
	});

	test('twice: one after the other, the same bytes', async () => {
		kore.sim.setBehavior({ callback: { times: 2 } });
		kore.receiver.answer = (res) => setTimeout(() => res.end(), 50);
		await kore.assign();
		const [first, second] = await kore.sim.waitForCallbacks(2, 2000);
		expect(second.at - first.at).toBeGreaterThanOrEqual(65);
		expect(kore.receiver.bodies[1]).toBe(kore.receiver.bodies[0]);
	});

	test('simultaneous: all before the first is answered', async () => {
		kore.sim.setBehavior({ callback: { simultaneous: 3 } });
		const waiting: http.ServerResponse[] = [];
		kore.receiver.answer = (res) => {
			waiting.push(res);
			if (waiting.length === 3) for (const one of waiting) one.end();
		};
		await kore.assign();
		await kore.sim.waitForCallbacks(3, 2000);
		expect(new Set(kore.receiver.bodies).size).toBe(1);
	});

	test('late', async () => {
		kore.sim.setBehavior({ callback: { delayMs: 200, randomDelayMs: 50 } });
		await kore.assign();
		const [{ at }] = await kore.sim.waitForCallbacks(1, 2000);
		expect(at - kore.lastRequest().at).toBeGreaterThan(195);
	});

	test('any answer is logged, and no redirect followed', async () => {
		kore.receiver.answer = (res) =>
			res.writeHead(302, { location: kore.receiver.url }).end('moved');
		await kore.assign();
		expect(await kore.sim.waitForCallbacks(1, 2000)).toMatchObject([
			{ status: 302, answer: 'moved' },
		]);
		expect(kore.receiver.bodies).toHaveLength(1);
	});

	test('nobody there is an error in the log', async () => {
		await kore.assign(kore.agentBody({ callbackUrl: 'http://127.0.0.1:1/' }));
		const [{ status, error }] = await kore.sim.waitForCallbacks(1, 2000);
		expect([status, error]).toEqual([null, expect.stringContaining('ECONNREFUSED')]);
	});

	test('too few callbacks: a clear message', async () => {
		await kore.assign();
		await expect(kore.sim.waitForCallbacks(2, 150)).rejects.toThrow(
			'1 of 2 callbacks were answered (1 posted): gave up after 150 ms',
		);
	});
});
