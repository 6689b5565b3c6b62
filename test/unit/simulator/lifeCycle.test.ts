import { execFile } from 'node:child_process';
import https from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import axios from 'axios';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import { useKore } from '../harness/kore';

const kore = useKore();

describe('https and the end', () => {
	test('https with a certificate for 127.0.0.1 and localhost', async () => {
		await kore.restart({ https: true });
		const { ca } = kore.sim;
		expect(kore.sim.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
		expect((await kore.assign(kore.agentBody(), { ca })).status).toBe(200);
		await kore.sim.waitForCallbacks(1, 2000);
		const url = `${kore.sim.url.replace('127.0.0.1', 'localhost')}/_control/world`;
		const httpsAgent = new https.Agent({ ca, family: 4 });
		expect((await axios.get(url, { httpsAgent })).status).toBe(200);
		await expect(axios.get(url)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
		kore.sim.setBehavior({ answer: { fault: 'reset' } });
		await expect(kore.assign(kore.agentBody(), { ca })).rejects.toMatchObject({
			code: 'ECONNRESET',
		});
	});

	test('after stop nothing listens, and no callback is posted', async () => {
		kore.sim.setBehavior({ answer: { delayMs: 60 } });
		const answer = expect(kore.assign()).rejects.toThrow();
		await pause(30);
		await Promise.all([kore.sim.stop(), kore.sim.stop()]);
		await answer;
		await kore.sim.stop();
		await pause(120);
		expect(kore.receiver.bodies).toEqual([]);
		await expect(axios.get(kore.sim.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});

	test('a stopped simulator keeps no process alive', async () => {
		const index = require.resolve('../../kore-simulator');
		const script = `
			const { startSimulator } = require(${JSON.stringify(index)});
			const jwt = require(${JSON.stringify(require.resolve('jsonwebtoken'))});
			(async () => {
				for (const https of [false, true]) {
					const sim = await startSimulator({ https });
					sim.setBehavior({ callback: { delayMs: 60000 } });
					const { streamId, accountId, orgId, agents, apps } = sim.world;
					const auth = jwt.sign({ appId: apps.hs256.clientId }, apps.hs256.clientSecret);
					const url = sim.url + '/agentassist/api/v1/public/' + streamId + '/assign-conversation';
					const body = { orgId, aId: agents[0].id, botSessionId: 'b', callbackUrl: sim.url };
					const headers = { auth, accountid: accountId, 'content-type': 'application/json' };
					const options = { method: 'POST', headers, body: JSON.stringify(body) };
					if (!https) console.log((await fetch(url, options)).status);
					sim.setBehavior({ answer: { fault: 'hang' } });
					fetch(url, { ...options }).catch(() => {});
					sim.waitForCallbacks(1, 60000).catch(() => {});
					require('node:net').connect(new URL(sim.url).port, '127.0.0.1').on('error', () => {});
					await new Promise((resolve) => setTimeout(resolve, 100));
					await sim.stop();
				}
			})();
		`;
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[...RUN_TYPESCRIPT, '-e', script],
			{ timeout: 8000 },
		);
		expect(stdout.trim()).toBe('200');
	}, 10_000);
});
