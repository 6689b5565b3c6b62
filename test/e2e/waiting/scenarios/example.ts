import { jsonOf } from '../../stage/execution';
import { endOfExample, importExample } from '../example';
import type { Play } from '../play';

export function exampleScenarios({ stage, seen, clear }: Play) {
	beforeEach(clear);
	const failed = { callback: { outcome: { body: { status: 'failed', message: 'busy' } } } };
	const toAgent = { agentId: 'a-0000002-5151-4000-8000-000000000002', ...failed };
	const toQueue = { queueId: 'qu-0000002-5151-4000-8000-000000000002', ...failed };

	it.each([
		['the agent', [], 'Done', /^Customer 1001 talks to a-/],
		['the night queue if the agent does not', [toAgent], 'Done', /^Customer 1001 talks to qu-/],
		[
			'nobody, and the supervisor is told',
			[toAgent, toQueue],
			'Tell the Supervisor',
			/^T-1001: nobody got session 6538f8a3c9cf425ee5cf0001 \(busy\)$/,
		],
	])('is taken by %s', async (_, rules, last, words) => {
		stage().simulator.setBehavior({ rules });
		const { rest } = stage();
		const started = await rest.run(await importExample(rest), 'Start');
		const execution = await endOfExample(rest, started);
		expect(execution.status).toBe('success');
		expect(execution.data.resultData.lastNodeExecuted).toBe(last);
		const messages = jsonOf(execution, last).map(({ message }) => message);
		expect(messages).toEqual([expect.stringMatching(words)]);
		const { length } = stage().simulator.callbacks();
		expect(await seen('event', length)).toHaveLength(length);
	});
}
