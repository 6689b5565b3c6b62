import axios from 'axios';

import { PING_HEADER, signPing } from '../../../dist/nodes/shared/callback/ping';
import { keysOf } from '../../engine/harness/sent';
import { credentialFor, toAgent } from '../../engine/harness/setup';
import { assign, start, trigger } from '../stage/nodes';
import { agent } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const PATIENCE_MS = 15_000;

export function pingScenarios(stage: () => Stage) {
	describe("the credential's test and its Trigger URL", () => {
		/** A saved workflow whose trigger has a credential that names it as Trigger URL, or another one. */
		async function build(parameters: Record<string, unknown> = {}, same = true) {
			const { builder, simulator } = stage();
			const credential = await stage().saveCredential(credentialFor(simulator));
			const other = await stage().saveCredential(credentialFor(simulator, 'hs512'));
			const node = trigger(same ? credential : other, parameters);
			const receiver = workflow('Receiver', [node]);
			const { id } = await builder.createWorkflow(receiver);
			await builder.changeCredential(credential.id, { triggerUrl: stage().urlOf(node) });
			const publish = async () => {
				await builder.activate(id);
				await stage().listening(receiver);
			};
			return { id, node, credential, publish };
		}

		it('tells an unpublished workflow, then a published one, of which none is started', async () => {
			const { id, credential, publish } = await build();
			const { builder } = stage();
			expect(await builder.testCredential(credential.id)).toMatchObject({
				status: 'Error',
				message: expect.stringMatching(/^No published workflow .* \(404\)/) as string,
			});
			await publish();
			for (let times = 0; times < 2; times++) {
				expect(await builder.testCredential(credential.id)).toMatchObject({
					status: 'OK',
					message: expect.stringContaining('answered this n8n') as string,
				});
			}
			expect(await stage().executions(id, 0)).toEqual([]);
		});

		it.each([
			["another credential's trigger", {}, false, 'has another credential (401)'],
			['one that verifies nothing', { verification: 'none' }, true, "'Verification' set to 'None'"],
		])('tells %s, and starts nothing', async (_name, parameters, same, expected) => {
			const { id, credential, publish } = await build(parameters, same);
			await publish();
			expect(await stage().builder.testCredential(credential.id)).toMatchObject({
				status: 'Error',
				message: expect.stringContaining(expected) as string,
			});
			expect(await stage().executions(id, 0)).toEqual([]);
		});

		it('at a Test URL uses up none of what the trigger listens for', async () => {
			const { builder, simulator } = stage();
			const { id, node, credential } = await build();
			await builder.listen(id, 'Result');
			const callbackUrl = stage().testUrlOf(node);
			const token = signPing(keysOf(credentialFor(simulator)));
			const { data } = await axios.post<unknown>(
				callbackUrl,
				{},
				{ headers: { [PING_HEADER]: token }, proxy: false },
			);
			expect(data).toMatchObject({ kind: 'koreAgentAssistTrigger', url: 'test' });
			await stage().run(
				workflow('Sender', [start(), assign(credential, toAgent(agent(1), { callbackUrl }))]),
			);
			const [callback] = await simulator.waitForCallbacks(1, PATIENCE_MS);
			expect(callback.status).toBe(200);
			expect(await stage().executions(id, 1)).toHaveLength(1);
		});
	});
}
