import { credentialFor, toAgent } from '../../../engine/harness/setup';
import { assign, start } from '../../stage/nodes';
import { agent, queue, session } from '../../stage/people';
import { workflow } from '../../stage/workflow';
import { imported } from '../imported';
import type { Play } from '../play';

const NAME = 'failed-transfer';

export function failedTransferScenarios({ stage, outside, transfers }: Play) {
	describe('failed-transfer: a conversation that its agent does not get', () => {
		const failed = { outcome: { body: { status: 'failed', message: 'busy' } } };
		const toTheAgent = { agentId: agent(4), callback: failed };
		const toTheQueue = { queueId: queue(2), callback: failed };

		/** Publishes the example, and assigns to an agent. Resolves when the example has run so many times. */
		async function fail(rules: object[], runs: number) {
			const { simulator, builder } = stage();
			simulator.setBehavior({ rules });
			const credential = await stage().saveCredential(credentialFor(simulator));
			const example = imported(NAME, credential, outside().url);
			const trigger = example.nodes.find(({ webhookId }) => webhookId)!;
			const id = await stage().publish(example);
			await builder.changeCredential(credential.id, { triggerUrl: stage().urlOf(trigger) });
			const options = { correlationData: { pair: [{ key: 'ticket', value: 'T-1' }] } };
			const node = assign(credential, toAgent(agent(4), { callbackUrl: '', options }));
			await stage().run(workflow('First try', [start(), node]));
			const executions = await stage().executions(id, runs);
			await builder.deactivate(id);
			return executions.map(({ status }) => status);
		}
		const BOTH = [
			[session(1), agent(4)],
			[session(1), queue(2)],
		];

		it('goes to the second queue', async () => {
			expect(await fail([toTheAgent], 2)).toEqual(['success', 'success']);
			expect(transfers()).toEqual(BOTH);
			expect(outside().posted).toEqual([]);
		});

		it('does so once, if Kore reports the failure twice', async () => {
			const twice = { ...failed, times: 2, delayMs: 1000 };
			await fail([{ ...toTheAgent, callback: twice }], 3);
			expect(transfers()).toEqual(BOTH);
		});

		it('is told to the supervisor, if the queue does not get it either', async () => {
			await fail([toTheAgent, toTheQueue], 2);
			expect(transfers()).toEqual(BOTH);
			const text = `Nobody got session ${session(1)} of ticket T-1: busy`;
			expect(outside().posted).toEqual([{ path: '/hooks/supervisor', body: { text } }]);
		});
	});
}
