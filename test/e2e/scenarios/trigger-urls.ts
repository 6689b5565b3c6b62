import { credentialFor, toAgent } from '../../engine/harness/setup';
import { resultsOf } from '../stage/execution';
import { assign, start, trigger } from '../stage/nodes';
import { agent, session } from '../stage/people';
import { post } from '../stage/post';
import { workflow } from '../stage/workflow';
import type { Stage } from '../stage/stage';

const PATIENCE_MS = 15_000;

export function triggerUrlScenarios(stage: () => Stage) {
	describe("the trigger's", () => {
		/** Saves a workflow with the trigger, and another that has its results sent to the test or production URL. */
		async function build(test: boolean) {
			const { builder, simulator } = stage();
			const credential = await stage().saveCredential(credentialFor(simulator));
			const node = trigger(credential);
			const receiver = workflow('Receiver', [node]);
			const { id } = await builder.createWorkflow(receiver);
			const callbackUrl = test ? stage().testUrlOf(node) : stage().urlOf(node);
			const sender = workflow('Sender', [
				start(),
				assign(credential, toAgent(agent(1), { callbackUrl })),
			]);
			const { id: senderId } = await builder.createWorkflow(sender);
			/** Assigns once and returns n8n's answer to the callback. */
			const callBack = async () => {
				simulator.reset();
				await stage().runAgain(senderId, 'Start');
				const [callback] = await simulator.waitForCallbacks(1, PATIENCE_MS);
				return callback;
			};
			return { id, receiver, callbackUrl, callBack };
		}

		it('test URL takes one genuine callback while the editor listens', async () => {
			const { builder } = stage();
			const { id, callbackUrl, callBack } = await build(true);
			expect(await callBack()).toMatchObject({ status: 404 });

			await builder.listen(id, 'Result');
			expect((await post(callbackUrl, {})).status).toBe(401);
			expect(await callBack()).toMatchObject({ status: 200 });
			const [execution, ...others] = await stage().executions(id, 1);
			expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
			expect(resultsOf(execution, 'Result')).toMatchObject([
				{ outcome: 'transferred', agentId: agent(1), botSessionId: session(1) },
			]);
			expect(others).toEqual([]);

			expect(await callBack()).toMatchObject({ status: 404 });
		});

		it('production URL works as long as the workflow is published', async () => {
			const { builder } = stage();
			const { id, receiver, callBack } = await build(false);
			expect(await callBack()).toMatchObject({ status: 404 });

			await builder.activate(id);
			await stage().listening(receiver);
			expect(await callBack()).toMatchObject({ status: 200, answer: '{"message":"Received"}' });
			const [execution, ...others] = await stage().executions(id, 1);
			expect(execution).toMatchObject({ status: 'success', mode: 'webhook' });
			expect(resultsOf(execution, 'Result')).toMatchObject([{ outcome: 'transferred' }]);
			expect(others).toEqual([]);

			await builder.deactivate(id);
			expect(await callBack()).toMatchObject({ status: 404 });
		});
	});
}
