import { NO_CALLBACK } from '../../../engine/harness/setup';
import { queue, session } from '../../stage/people';
import type { Play } from '../play';

const REFUSAL = { errors: [{ msg: 'No such session', code: 412 }] };

export function closingTimeScenarios({ stage, outside, run, transfers }: Play) {
	describe('closing-time: at closing time', () => {
		it('everybody who waits goes to the night queue, and one report has a line for each', async () => {
			stage().simulator.setBehavior({
				...NO_CALLBACK,
				rules: [
					{ botSessionId: session(4), answer: { status: 412, body: REFUSAL } },
					{ botSessionId: session(7), answer: { status: 500 } },
				],
			});
			await run('closing-time', 'Closing Time');
			const open = [1, 4, 7, 10].map(session);
			expect(transfers().sort()).toEqual(open.map((id) => [id, queue(2)]));
			const [{ path, body }, ...others] = outside().posted;
			expect(others).toEqual([]);
			expect(path).toBe('/hooks/closing');
			expect(String(body.text).split('\n')).toEqual([
				`${session(1)}: accepted`,
				`${session(4)}: not transferred, Kore did not accept the values of the request (HTTP 412: No such session)`,
				expect.stringMatching(`^${session(7)}: not known, Kore .*500`),
				`${session(10)}: accepted`,
			]);
		});

		it('nothing is sent if nobody waits', async () => {
			for (const conversation of stage().simulator.world.conversations) {
				conversation.status = 'CLOSED';
			}
			await run('closing-time', 'Closing Time');
			expect(transfers()).toEqual([]);
			expect(outside().posted).toEqual([]);
		});
	});
}
