import { settledExecution, until } from '../../n8n-host/wait';
import { runsOf } from '../../stage/execution';
import { forge } from '../forge';
import { NEVER, post, runNameOf, SESSION, type Play } from '../play';

/** A loop of its own would repeat for half a minute and more. */
const AT_ONCE_MS = 10_000;

export function resumedScenarios({ stage, start, callbackUrls, seen, clear }: Play) {
	beforeEach(clear);

	describe.each(['direct', 'trigger'])('a waiting execution (%s)', (way) => {
		it('goes on with the result, linked to its item', async () => {
			stage().simulator.setBehavior(NEVER);
			const { id, status } = await start(way, { run: 'one' });
			expect(status).toBe('waiting');
			const [url] = callbackUrls();
			const failure = { status: 'failed', reason: 'busy', sessionId: 'x' };
			expect((await post(url, failure)).status).toBe(200);

			expect(await seen('result', 1)).toMatchObject([
				{
					outcome: 'failed',
					reason: 'busy',
					botSessionId: SESSION,
					correlation: { run: 'one' },
					resumed: null,
				},
			]);
			const done = await settledExecution(stage().rest, id);
			expect(done.status).toBe('success');
			const output = runsOf(done, 'Assign').at(-1)?.data?.main[0];
			expect(output?.[0].pairedItem).toEqual({ item: 0 });
			// What the node before shows is not changed by the wait.
			expect(runNameOf(done)).toBe('one');
			if (way === 'trigger') expect(await seen('event', 1)).toMatchObject([{ resumed: true }]);
		});

		it('is not resumed by a forged callback, and then by the genuine one, once', async () => {
			stage().simulator.setBehavior(NEVER);
			const { id } = await start(way);
			const [url] = callbackUrls();
			expect((await post(forge(url))).status).toBe(401);
			expect((await stage().rest.execution(id)).status).toBe('waiting');
			const answers = await Promise.all([post(url), post(url), post(url)]);
			expect(answers.some(({ status }) => status === 200)).toBe(true);
			await seen('result', 1);
			if (way === 'trigger') {
				const events = await seen('event', 3);
				expect(events.map(({ resumed }) => resumed)).toEqual([true, true, true]);
				expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(1);
			}
			expect(stage().counter.seen.result).toHaveLength(1);
		});

		it('is not resumed by a callback that is repeated after the end', async () => {
			stage().simulator.setBehavior(NEVER);
			await start(way);
			const [url] = callbackUrls();
			await post(url);
			await seen('result', 1);
			// n8n itself answers for an execution that has ended.
			expect((await post(url)).status).toBe(way === 'trigger' ? 200 : 409);
			if (way === 'trigger') expect((await seen('event', 2))[1]).toMatchObject({ resumed: true });
			expect(stage().counter.seen.result).toHaveLength(1);
		});

		it('survives a restart of n8n', async () => {
			stage().simulator.setBehavior(NEVER);
			await start(way);
			const [url] = callbackUrls();
			await stage().n8n.kill();
			await stage().n8n.restart();
			await until(
				'the webhooks after the restart',
				20_000,
				async () => (await post(forge(url))).status === 401,
			);
			expect((await post(url)).status).toBe(200);
			expect(await seen('result', 1)).toMatchObject([{ outcome: 'transferred' }]);
			if (way === 'trigger') await seen('event', 1);
		}, 60_000);
	});

	it('is told of at once by a repeated callback, also while the resumed execution still runs', async () => {
		const { simulator, counter, rest } = stage();
		simulator.setBehavior(NEVER);
		const { id } = await start('trigger');
		const [url] = callbackUrls();
		counter.hold('result');
		expect((await post(url)).status).toBe(200);
		await seen('result', 1);
		await seen('event', 1);
		expect((await post(url)).status).toBe(200);
		expect(await seen('event', 2, AT_ONCE_MS)).toMatchObject([
			{ resumed: true },
			{ resumed: true },
		]);
		expect((await rest.execution(id)).status).toBe('running');
		counter.release();
		expect((await settledExecution(rest, id)).status).toBe('success');
		expect(counter.seen.result).toHaveLength(1);
	});

	it('loses no callback that comes before the answer to the request', async () => {
		stage().simulator.setBehavior({ callback: { when: 'before' } });
		await start('trigger');
		expect(await seen('result', 1)).toMatchObject([{ outcome: 'transferred' }]);
		expect(await seen('event', 1)).toMatchObject([{ outcome: 'transferred', resumed: true }]);
	});
}
