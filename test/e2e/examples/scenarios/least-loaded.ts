import { agent, queue, session } from '../../stage/people';
import type { Play } from '../play';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const ALL_DAY = DAYS.map((day) => ({ start: '12:00 AM', end: '11:59:59.999 PM', day }));

export function leastLoadedScenarios({ stage, outside, run, transfers }: Play) {
	describe('least-loaded-agent: a conversation goes to', () => {
		/** Agents 3, 5 and 7 are in the queue; of chats they can take 1, 2 and 3. */
		function staff(states: string[]) {
			[3, 5, 7].forEach((number, index) =>
				Object.assign(stage().simulator.world.agents[number - 1], {
					onlineStatus: states[index],
					queueIds: [queue(2)],
				}),
			);
		}
		const NOBODY = ['Busy', 'Away', 'Offline'];

		it('the available agent with the most free capacity', async () => {
			staff(['Available', 'Available', 'Busy']);
			await run('least-loaded-agent', 'Start');
			expect(transfers()).toEqual([[session(1), agent(5)]]);
		});

		it('the queue, if nobody is free and it is open', async () => {
			staff(NOBODY);
			stage().simulator.world.hours.days = ALL_DAY;
			await run('least-loaded-agent', 'Start');
			expect(transfers()).toEqual([[session(1), queue(2)]]);
			expect(outside().posted).toEqual([]);
		});

		it.each([
			['the queue is closed', { days: [] }, { isOpen: false, note: null }],
			[
				'Kore cannot say',
				{ timezone: 'Mars/Base' },
				{ isOpen: null, note: "n8n knows no time zone 'Mars/Base'." },
			],
		])('nobody, but a ticket is made, if %s', async (_, hours, shown) => {
			staff(NOBODY);
			Object.assign(stage().simulator.world.hours, hours);
			await run('least-loaded-agent', 'Start');
			expect(transfers()).toEqual([]);
			const title = 'Customer 1001 wants to be called back';
			const body = { title, botSessionId: session(1), queueId: queue(2), ...shown };
			expect(outside().posted).toMatchObject([{ path: '/api/tickets', body }]);
		});
	});
}
