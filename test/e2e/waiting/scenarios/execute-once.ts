import { settledExecution } from '../../n8n-host/wait';
import { runsOf } from '../../stage/execution';
import { NEVER, post, type Play } from '../play';
import type { Simulator } from '../../../kore-simulator';

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

export function executeOnceScenarios({ stage, start, callbackUrls, seen, clear }: Play) {
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
		const assigned = runsOf(await settledExecution(rest, id), 'Assign').at(-1);
		const output = assigned?.data?.main[0];
		expect(output?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(counter.seen.result).toHaveLength(1);
	});
}
