import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';

import { useKore } from '../harness/kore';

const kore = useKore();

describe('log, connections, control', () => {
	test('a request is logged as it came', async () => {
		const auth = kore.sign('hs256', { sub: 'me' });
		await kore.call('POST', '/assign-conversation?x=1', { data: kore.agentBody(), auth });
		expect(kore.sim.requests()).toHaveLength(1);
		expect(kore.lastRequest()).toEqual({
			at: expect.any(Number) as number,
			atMonotonic: expect.any(Number) as number,
			method: 'POST',
			path: `/agentassist/api/v1/public/${kore.sim.world.streamId}/assign-conversation?x=1`,
			headers: expect.objectContaining({ auth, accountid: kore.sim.world.accountId }) as object,
			rawHeaders: expect.arrayContaining([auth]) as string[],
			body: JSON.stringify(kore.agentBody()),
			json: kore.agentBody(),
			claims: expect.objectContaining({ sub: 'me' }) as object,
			status: 412,
			rejection: 'query parameter x is unknown',
			socketId: 1,
		});
	});

	test('connections', async () => {
		await kore.restart({ latencyMs: 100 });
		await Promise.all([kore.assign(), kore.assign(), kore.assign()]);
		expect(kore.sim.connections()).toMatchObject({ peak: 3, total: 3 });
		expect(new Set(kore.sim.requests().map(({ socketId }) => socketId)).size).toBe(3);
	});

	test('reset cancels pending callbacks and ends waiting', async () => {
		kore.sim.setBehavior({ callback: { delayMs: 100 } });
		await kore.assign();
		const waiting = expect(kore.sim.waitForCallbacks(1, 2000)).rejects.toThrow('reset');
		kore.sim.reset();
		await waiting;
		await pause(150);
		expect([kore.sim.requests(), kore.sim.callbacks(), kore.receiver.bodies]).toEqual([[], [], []]);
	});

	test('the control API', async () => {
		const control = axios.create({
			baseURL: `${kore.sim.url}/_control`,
			validateStatus: () => true,
		});
		expect((await control.get('/world')).data).toEqual(kore.sim.world);
		expect((await control.put('/behavior', { answer: { status: 201 } })).status).toBe(200);
		expect((await kore.assign()).status).toBe(201);
		await kore.sim.waitForCallbacks(1, 2000);
		expect((await control.get('/requests')).data).toEqual(kore.sim.requests());
		expect((await control.get('/callbacks')).data).toEqual(kore.sim.callbacks());
		expect((await control.put('/differences', ['assignIs404'])).status).toBe(200);
		expect((await kore.assign()).status).toBe(404);
		const unknown = await control.put('/differences', ['none']);
		expect([unknown.status, unknown.data]).toEqual([400, { error: 'difference: none is unknown' }]);
		const mistake = await control.put('/behavior', { x: 1 });
		expect([mistake.status, mistake.data]).toEqual([400, { error: 'behavior: unknown x' }]);
		expect((await control.get('/nothing')).status).toBe(404);
		expect((await control.post('/reset')).status).toBe(200);
		expect([kore.sim.requests(), (await kore.assign()).status]).toEqual([[], 200]);
	});
});
