import { settledExecution } from '../../n8n-host/wait';
import { NEVER, post } from '../play';
import type { Simulator } from '../../../kore-simulator';
import type { Play } from '../play';

/**
 * What a CRM finds, of which a node with n8n's setting Execute Once takes the first.
 *
 * @param more fields of each
 */
export const threeItems = ({ world }: Simulator, more?: object) =>
	['a', 'b', 'c'].map((run) => ({
		run,
		agent: world.agents[0].id,
		session: `6538f8a3c9cf425ee5cf000${run}`,
		...more,
	}));

export const playExecuteOnce = ({ stage, start, callbackUrls, seen, clear }: Play) => {
	beforeEach(clear);

	it('sends the first of three items, and goes on with its result', async () => {
		const { simulator, rest, counter } = stage();
		simulator.setBehavior(NEVER);
		const items = threeItems(simulator);
		const { id, status } = await start('once', { items });
		expect(status).toBe('waiting');
		const urls = callbackUrls();
		expect(urls).toHaveLength(1);
		expect((await post(urls[0])).status).toBe(200);
		expect(await seen('event', 1)).toMatchObject([{ resumed: true }]);
		const [{ run, session }] = items;
		expect(await seen('result', 1)).toMatchObject([
			{ outcome: 'transferred', botSessionId: session, correlation: { run } },
		]);
		const { data } = await settledExecution(rest, id);
		const output = data.resultData.runData.Assign.at(-1).data.main[0];
		expect(output.map(({ pairedItem }: { pairedItem: unknown }) => pairedItem)).toEqual([
			{ item: 0 },
		]);
		expect(counter.seen.result).toHaveLength(1);
	});
};
