import { credentialFor, toAgent } from '../../engine/harness/setup';
import { jsonOf, runOf } from '../stage/execution';
import { assign, note, start, trigger } from '../stage/nodes';
import { agent } from '../stage/people';
import { workflow } from '../stage/workflow';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import type { Stage } from '../stage/stage';

const PATIENCE_MS = 15_000;

export function outputScenarios(stage: () => Stage) {
	describe('a trigger with an output for each result', () => {
		/** A workflow with a line drawn from each output, and one that assigns and reports to it. */
		async function build() {
			const credential = await stage().saveCredential(credentialFor(stage().simulator));
			const node = trigger(credential, { outputs: 'perResult' });
			const succeeded = { ...note('"well"'), name: 'Succeeded' };
			const failed = { ...note('"not well"'), name: 'Failed' };
			const receiver = workflow('Receiver', [node], [succeeded], [failed]);
			const to = (name: string) => [{ node: name, type: 'main', index: 0 }];
			receiver.connections = { Result: { main: [to('Succeeded'), to('Failed')] } };
			/** Assigns, and has the transfer end so. */
			const transfer = async (outcome: 'transferred' | 'status', callbackUrl: string) => {
				const { simulator } = stage();
				simulator.reset();
				simulator.setBehavior({ callback: { outcome } });
				await stage().run(
					workflow('Sender', [start(), assign(credential, toAgent(agent(1), { callbackUrl }))]),
				);
				const [{ status }] = await simulator.waitForCallbacks(1, PATIENCE_MS);
				expect(status).toBe(200);
			};
			return { node, receiver, transfer };
		}

		const ran = (execution: Parameters<typeof runOf>[0]) =>
			['Succeeded', 'Failed'].filter((name) => runOf(execution, name));

		it('goes on by the line of the result', async () => {
			const { node, receiver, transfer } = await build();
			const id = await stage().publish(receiver);
			await transfer('transferred', stage().urlOf(node));
			await transfer('status', stage().urlOf(node));
			const executions = await stage().executions(id, 2);
			expect(executions.map(ran)).toEqual([['Succeeded'], ['Failed']]);
			expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
			expect(jsonOf<TransferResult>(executions[1], 'Result', 1)).toMatchObject([
				{ outcome: 'failed', agentId: agent(1) },
			]);
		});

		it('does so for the test URL, too', async () => {
			const { node, receiver, transfer } = await build();
			const { id } = await stage().builder.createWorkflow(receiver);
			await stage().builder.listen(id, 'Result');
			await transfer('status', stage().testUrlOf(node));
			const [execution] = await stage().executions(id, 1);
			expect(execution).toMatchObject({ status: 'success', mode: 'manual' });
			expect(jsonOf<TransferResult>(execution, 'Result', 1)).toMatchObject([{ outcome: 'failed' }]);
		});
	});
}
