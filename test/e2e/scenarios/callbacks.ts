import fs from 'node:fs/promises';

import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { assignBody } from '../../kore-simulator/assignBody';
import { watch } from '../../measure/callbacks/watch';
import { errorOf } from '../stage/execution';
import { assign, start, trigger, type Credential } from '../stage/nodes';
import { agent, session } from '../stage/people';
import { post } from '../stage/post';
import { workflow } from '../stage/workflow';
import { forge } from '../waiting/forge';
import type { Stage } from '../stage/stage';

/** Every forgery and every body: test/engine/trigger.test.ts, hostileCallbacks.test.ts. */
export function callbackScenarios(stage: () => Stage) {
	describe('a callback', () => {
		/** Publishes a trigger, and returns the address that Kore was told, with its token. */
		async function listen(credential: Credential) {
			const { simulator } = stage();
			simulator.setBehavior(NO_CALLBACK);
			const node = trigger(credential);
			const id = await stage().publish(workflow('Receiver', [node]));
			const parameters = toAgent(agent(1), { callbackUrl: stage().urlOf(node) });
			await stage().run(workflow('Sender', [start(), assign(credential, parameters)]));
			return { id, url: assignBody(simulator.requests()[0]).callbackUrl };
		}

		it('that is forged gets 401 and starts nothing; a genuine one, whatever its body, an execution', async () => {
			const credential = await stage().saveCredential(credentialFor(stage().simulator));
			const { id, url } = await listen(credential);
			for (const forged of [forge(url), url.replace(/token=.*/, '')]) {
				const { status, data } = await post(forged, { status: 'transferred' });
				expect(status).toBe(401);
				expect(data).toEqual({ message: 'Unauthorized' });
			}
			const facts = { botSessionId: session(1), agentId: agent(1) };
			expect((await post(url, 'Transfer failed: busy')).status).toBe(200);
			expect((await post(url, { status: 'transferred' })).status).toBe(200);
			expect(await stage().events(id, 2)).toMatchObject([
				{ ...facts, outcome: 'failed', reason: 'Transfer failed: busy' },
				{ ...facts, outcome: 'transferred' },
			]);
		});

		it('like tokens all through, or such an answer of Kore, is read while n8n goes on answering', async () => {
			const { simulator, instance } = stage();
			const credential = await stage().saveCredential(credentialFor(simulator));
			const { id, url } = await listen(credential);
			const text = 'eyJ'.repeat(70_000);
			const { seen, stop } = await watch(instance);
			expect((await post(url, text)).status).toBe(200);
			expect(await stage().events(id, 1)).toMatchObject([{ outcome: 'failed', response: text }]);

			simulator.setBehavior({ ...NO_CALLBACK, answer: { status: 412, body: text } });
			const node = assign(credential, toAgent(agent(1), { callbackUrl: url.split('?')[0] }));
			const refused = await stage().run(workflow('Refused at length', [start(), node]));
			expect(errorOf(refused).message).toMatch(/HTTP 412/);
			await stop();
			expect(Math.max(...seen.answeredMs)).toBeLessThan(1000);
		});

		it('that is refused is in the log with advice, at most once a minute', async () => {
			const credential = await stage().saveCredential(credentialFor(stage().simulator));
			const node = { ...trigger(credential), name: 'Kore reports here' };
			await stage().publish(workflow('Flooded', [node]));
			for (let sent = 0; sent < 3; sent++) await post(stage().urlOf(node), {});
			const log = await fs.readFile(stage().instance.logFile, 'utf8');
			const lines = log.split('\n').filter((line) => line.includes(node.name));
			expect(lines).toEqual([expect.stringContaining('must use the same credential')]);
		});
	});
}
