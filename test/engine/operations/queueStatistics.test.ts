import { QUEUE } from '../harness/ids';
import { asked, readAnswer, runRead, toRead } from '../harness/read';
import { byId } from '../harness/setup';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

const statistics = (rest?: Record<string, unknown>) =>
	toRead('queue', 'getStatistics', { queueId: byId(QUEUE), ...rest });

const read = async (rest?: Record<string, unknown>) =>
	(await runRead({ credential, parameters: statistics(rest) })).rows;

it('gives one flat item', async () => {
	const rows = await read();
	const path = `/agentassist/api/v1/public/${credential.streamId}/monitor/queueStatsById/${QUEUE}`;
	expect(asked(simulator)).toEqual([
		{ call: `POST ${path}`, body: {}, status: 200, rejection: null },
	]);
	expect(rows).toEqual([
		{
			queueId: QUEUE,
			queueName: 'Default Queue',
			waiting: 1,
			engaged: 0,
			dropOff: 44,
			numberOfAgents: 24,
			availableAgents: 6,
			busyAgents: 6,
			awayAgents: 6,
			offlineAgents: 6,
			averageWait: 7,
			maxWait: 20,
			averageSpeedToAnswer: 5,
		},
	]);
});

it('counts by channels and languages', async () => {
	expect(await read({ channels: 'audiocodes, rtm', languages: '={{ ["en"] }}' })).toMatchObject([
		{ waiting: 1 },
	]);
	expect(asked(simulator)[0].body).toEqual({
		languages: ['en'],
		channels: ['audiocodes', 'rtm'],
	});
	expect(await read({ languages: 'de' })).toMatchObject([{ waiting: 0 }]);
});

it('gives the row as Kore does', async () => {
	expect(await read({ simplify: false })).toMatchObject([
		{ noOfAgents: 24, agentStatus: { busy: 6 }, queueSummary: { ASA: 5 } },
	]);
});

it('says so if Kore has none', async () => {
	const { error } = await readAnswer(credential, statistics(), []);
	expect(error?.message).toBe(`Kore has not found queue ${QUEUE} (HTTP 200)`);
});
