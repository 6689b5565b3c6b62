import { by, NO_CALLBACK } from '../../engine/harness/setup';
import { trigger } from '../stage/nodes';
import { queue, session } from '../stage/people';
import { workflow } from '../stage/workflow';
import { useScene } from './use-scene';
import { WAYS } from './ways';
import { tool } from './workflows';
import type { Stage } from '../stage/stage';
import type { Arguments } from './model';

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
const CALL = { queue: queue(1), session: session(1) };

/**
 * The action node as a tool: what Kore got, and what the model was told.
 *
 * @param ways names of those that this version of n8n has
 */
export function toolScenarios(stage: () => Stage, ways: string[]) {
	const { scene, credential } = useScene(stage);

	const sent = () => stage().simulator.requests().length;

	describe.each(ways)('as a tool of %s', (way) => {
		const ask = async (
			rounds: Arguments[][],
			parameters: Parameters<typeof tool>[1] = {},
			settings: Parameters<typeof tool>[2] = {},
		) => await WAYS[way](scene(), [tool(credential(), parameters, settings)], rounds);

		it('transfers once and says so', async () => {
			expect(await ask([[CALL]])).toEqual([expect.stringContaining('"outcome":"accepted"')]);
			expect(sent()).toBe(1);
		});

		it('takes a queue by the name that the model gives, and tells of one that Kore has not', async () => {
			const queueId = by('name', "={{ $fromAI('queue', '', 'string') }}");
			const [unknown] = await ask([[{ ...CALL, queue: 'Bills' }]], { queueId });
			expect(unknown).toContain('Kore has no queue with the name Bills');
			const [told] = await ask([[{ ...CALL, queue: 'billing' }]], { queueId });
			expect(told).toContain(`"queueId":"${queue(2)}"`);
		});

		it('brings the transfer result to the trigger', async () => {
			const result = trigger(credential());
			const id = await stage().publish(workflow('Results', [result]));
			stage().simulator.setBehavior({});
			await ask([[CALL]], { callbackUrl: stage().urlOf(result) });
			expect(await stage().events(id, 1)).toMatchObject([
				{ outcome: 'transferred', botSessionId: CALL.session, queueId: CALL.queue },
			]);
		});

		it('sends once what Kore may have accepted, also with Retry On Fail, and says so', async () => {
			stage().simulator.setBehavior({ ...NO_CALLBACK, answer: { fault: 'hang' } });
			const [told] = await ask([[CALL]], { options: { timeout: 1000 } }, RETRY);
			expect(sent()).toBe(1);
			expect(told).toMatch(/Kore may have accepted the transfer.*look at the conversation in Kore/);
		});

		it('says which field the model has left empty, and what to do', async () => {
			const [told] = await ask([[{ ...CALL, queue: '' }]], {}, RETRY);
			expect(told).toContain("'Queue' is empty");
			expect(told).toContain("Enter an ID in 'Queue'");
			expect(sent()).toBe(0);
		});

		it('says what Kore refused, and what to do', async () => {
			stage().simulator.setBehavior({ ...NO_CALLBACK, answer: { status: 412 } });
			const [told] = await ask([[CALL]]);
			expect(told).toMatch(/412/);
			expect(told).toMatch(/Check/);
			expect(sent()).toBe(1);
		});

		it('does not wait for the transfer result, and says so before anything is sent', async () => {
			const parameters = { continueWhen: 'result', waitLimit: 1, waitUnit: 'minutes' };
			const [told] = await ask([[CALL]], parameters);
			expect(told).toMatch(/tool/);
			expect(told).toContain("'When Kore Has Accepted'");
			expect(sent()).toBe(0);
		});
	});

	describe.each(ways.filter((way) => way.startsWith('AI Agent')))('in one run of %s', (way) => {
		/** @param options of the node */
		const ask = async (rounds: Arguments[][], options: object = {}) =>
			await WAYS[way](scene(), [tool(credential(), { options }, {})], rounds);

		it.each([
			['one call after the other', [[CALL], [CALL]]],
			['two calls at once', [[CALL, CALL]]],
		])('transfers a session once, with %s', async (_name, rounds) => {
			const told = await ask(rounds);
			expect(sent()).toBe(1);
			expect(told).toEqual(Array(2).fill(expect.stringContaining('accepted')));
		});

		it('does not send again what Kore may have accepted, if the model calls again', async () => {
			stage().simulator.setBehavior({ ...NO_CALLBACK, answer: { fault: 'reset' } });
			const told = await ask([[CALL], [CALL]]);
			expect(sent()).toBe(1);
			expect(told).toEqual(Array(2).fill(expect.stringContaining('may have accepted')));
		});

		it('transfers two sessions', async () => {
			const told = await ask([[CALL, { ...CALL, session: session(2) }]]);
			expect(told).toEqual(Array(2).fill(expect.stringContaining('"outcome":"accepted"')));
			expect(sent()).toBe(2);
		});

		it('sends again what Kore has refused', async () => {
			const answer = { status: 412 };
			stage().simulator.setBehavior({ ...NO_CALLBACK, answer, failFirst: 1 });
			const [, told] = await ask([[CALL], [CALL]]);
			expect(told).toContain('"outcome":"accepted"');
			expect(sent()).toBe(2);
		});
	});
}
