import { queue } from '../../stage/people';
import type { Play } from '../play';

export function dailyReportScenarios({ stage, outside, run }: Play) {
	it('daily-report: one message has a line for each queue, most waiting first', async () => {
		const { conversations, queues } = stage().simulator.world;
		// Beside the fourth one, which waits there, too.
		Object.assign(conversations[1], { status: 'OPEN', queueId: queue(4) });
		await run('daily-report', 'Every Day');
		const [{ path, body }, ...others] = outside().posted;
		expect(others).toEqual([]);
		expect(path).toBe('/hooks/report');
		const lines = String(body.text).split('\n');
		const waiting = ['Default Queue', 'New Customers', 'Sales'];
		expect(lines.slice(0, 4)).toEqual([
			'Complaints: 2 waiting, 44 lost',
			...waiting.map((name) => `${name}: 1 waiting, 44 lost`),
		]);
		const quiet = queues
			.map(({ name }) => name)
			.filter((name) => ![...waiting, 'Complaints'].includes(name));
		expect(lines.slice(4)).toEqual(quiet.map((name) => `${name}: 0 waiting, 44 lost`));
	});
}
