import { until } from '../../n8n-host/wait';
import { NEVER, post, type Play } from '../play';

export function loopScenarios({ stage, start, callbackUrls, seen, clear }: Play) {
	beforeEach(clear);

	it('resumes in a loop only the turn that a callback belongs to', async () => {
		stage().simulator.setBehavior(NEVER);
		const agent = stage().simulator.world.agents[0].id;
		const runs = ['a', 'b', 'c'];
		const items = runs.map((run) => ({ run, agent, session: `6538f8a3c9cf425ee5cf000${run}` }));
		await start('loop', { items });
		for (const turn of [1, 2, 3]) {
			await until('the next turn', 10_000, async () => callbackUrls().length === turn);
			const urls = callbackUrls();
			// The callbacks of the turns before come again, late, and resume nothing.
			for (const late of urls.slice(0, -1)) expect((await post(late)).status).toBe(200);
			expect(stage().counter.seen.result).toHaveLength(turn - 1);
			expect((await post(urls.at(-1) ?? '')).status).toBe(200);
			await seen('result', turn);
		}
		expect(stage().counter.seen.result.map(({ correlation }) => correlation.run)).toEqual(runs);
		// A repeated callback says so, too: the execution was resumed for its request.
		expect((await seen('event', 6)).map(({ resumed }) => resumed)).toEqual(Array(6).fill(true));
	});
}
