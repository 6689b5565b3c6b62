import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';

import { FINAL, startSimulator } from '../../kore-simulator';
import type { Behavior, SimulatorOptions } from '../../kore-simulator/types';
import { SESSION, useKore } from '../harness/kore';

const kore = useKore();

describe('behaviour', () => {
	test('the answer: status, JSON, headers, and no callback for a refusal', async () => {
		const body = { code: 503, message: 'down' };
		kore.sim.setBehavior({ answer: { status: 503, body, headers: { 'Retry-After': '7' } } });
		const answer = await kore.assign();
		expect([answer.status, answer.data, answer.headers['retry-after']]).toEqual([503, body, '7']);
		await pause(60);
		expect(kore.sim.callbacks()).toEqual([]);
		expect(kore.lastRequest()).toMatchObject({ status: 503, rejection: null });
	});

	test('the answer: text, late', async () => {
		kore.sim.setBehavior({ answer: { body: '<html>', contentType: 'text/html', delayMs: 100 } });
		const start = performance.now();
		const { data, headers } = await kore.assign();
		expect(performance.now() - start).toBeGreaterThan(95);
		expect([data, headers['content-type']]).toEqual(['<html>', 'text/html; charset=utf-8']);
	});

	test('the final answer', async () => {
		kore.sim.setBehavior({ answer: { body: FINAL }, callback: { when: 'never' } });
		const { data } = await kore.assign();
		expect(data).toMatchObject({ sessionId: SESSION, status: 'transferred' });
	});

	test('a reset connection', async () => {
		kore.sim.setBehavior({ answer: { fault: 'reset' } });
		await expect(kore.assign()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(kore.lastRequest()).toMatchObject({ status: null, json: kore.agentBody() });
	});

	test('no answer, yet a callback', async () => {
		kore.sim.setBehavior({ answer: { fault: 'hang' }, callback: { when: 'before' } });
		const caller = new AbortController();
		const url = `${kore.sim.url}/agentassist/api/v1/public/${kore.sim.world.streamId}/assign-conversation`;
		const headers = { auth: kore.sign('hs256'), accountid: kore.sim.world.accountId };
		const answer = expect(
			axios.post(url, kore.agentBody(), { headers, signal: caller.signal }),
		).rejects.toMatchObject({ code: 'ERR_CANCELED' });
		await kore.sim.waitForCallbacks(1, 2000);
		await pause(50);
		caller.abort();
		await answer;
	});

	test('a caller who has gone does not stop the callback', async () => {
		kore.sim.setBehavior({ answer: { delayMs: 150 } });
		const url = `${kore.sim.url}/agentassist/api/v1/public/${kore.sim.world.streamId}/assign-conversation`;
		const headers = { auth: kore.sign('hs256'), accountid: kore.sim.world.accountId };
		await expect(axios.post(url, kore.agentBody(), { headers, timeout: 50 })).rejects.toThrow(
			'timeout',
		);
		await kore.sim.waitForCallbacks(1, 2000);
		expect(kore.lastRequest().status).toBeNull();
	});

	test('the first rule that fits wins, over the general behaviour', async () => {
		const [{ id: agentId }] = kore.sim.world.agents;
		const [{ id: queueId }] = kore.sim.world.queues;
		kore.sim.setBehavior({
			answer: { status: 202 },
			callback: { when: 'never' },
			rules: [
				{ botSessionId: SESSION, agentId, answer: { status: 500 } },
				{ agentId, answer: { status: 501 } },
				{ queueId, callback: { when: 'after', outcome: 'flat' } },
			],
		});
		expect((await kore.assign(kore.agentBody({ aId: agentId }))).status).toBe(500);
		expect((await kore.assign(kore.agentBody({ aId: agentId, botSessionId: 'b' }))).status).toBe(
			501,
		);
		expect((await kore.assign()).status).toBe(202);
		expect((await kore.assign(kore.queueBody({ queueId }))).status).toBe(202);
		expect(await kore.sim.waitForCallbacks(1, 2000)).toMatchObject([{ outcome: 'flat' }]);
	});

	test('the first n fail', async () => {
		kore.sim.setBehavior({ answer: { status: 429 }, failFirst: 2 });
		await kore.assign(kore.agentBody({ orgId: 'o-other' }));
		const statuses = [];
		for (let i = 0; i < 4; i += 1) statuses.push((await kore.assign()).status);
		expect(statuses).toEqual([429, 429, 200, 200]);
		await kore.sim.waitForCallbacks(2, 2000);
	});

	const mistakes: [string, object][] = [
		['unknown answr', { answr: {} }],
		['unknown when', { answer: { when: 'after' } }],
		['answer.fault: crash', { answer: { fault: 'crash' } }],
		['callback.when: later', { callback: { when: 'later' } }],
		['callback.outcome: bad', { callback: { outcome: 'bad' } }],
		['rule: matches nothing', { rules: [{ answer: {} }] }],
		['unknown fault', { rules: [{ agentId: 'a', callback: { fault: 'hang' } }] }],
	];

	test.each(mistakes)('a mistake is reported: %s', (message, behavior) => {
		expect(() => kore.sim.setBehavior(behavior as Behavior)).toThrow(message);
	});

	test('a misspelt option is reported', async () => {
		const options: object = { requestPerMinute: 5 };
		await expect(startSimulator(options as SimulatorOptions)).rejects.toThrow(
			'unknown requestPerMinute',
		);
	});
});
