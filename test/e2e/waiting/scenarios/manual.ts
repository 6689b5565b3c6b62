import { settledExecution } from '../../n8n-host/wait';
import { NEVER, post, SESSION, type Play } from '../play';
import { manualWorkflow } from '../workflows';

export function manualScenarios({ stage, callbackUrls, seen, clear }: Play) {
	beforeEach(clear);

	it.each(['direct', 'trigger'] as const)(
		'waits and goes on if a builder executes the workflow in the editor (%s)',
		async (way) => {
			const { simulator, rest, counter } = stage();
			simulator.setBehavior(NEVER);
			const [agent] = simulator.world.agents;
			const content = manualWorkflow(way, counter.url, { agent: agent.id, session: SESSION });
			const { id } = await rest.createWorkflow(content);
			const execution = await settledExecution(rest, await rest.run(id, 'Start'));
			expect(execution.status).toBe('waiting');
			expect((await post(callbackUrls()[0])).status).toBe(200);
			expect(await seen('result', 1)).toMatchObject([{ outcome: 'transferred' }]);
			expect((await settledExecution(rest, execution.id)).status).toBe('success');
			if (way === 'trigger') expect(await seen('event', 1)).toMatchObject([{ resumed: true }]);
		},
	);
}
