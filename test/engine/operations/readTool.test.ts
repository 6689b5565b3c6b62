import { toRead } from '../harness/read';
import { serve } from '../harness/serve';
import { by } from '../harness/setup';
import { createTool } from '../harness/tool';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

const ofQueue = { queueId: by('name', "={{ $fromAI('queue', '', 'string') }}") };

it('answers a model, as often as it asks', async () => {
	const tool = createTool(credential, toRead('queue', 'getStatistics', ofQueue));
	expect(await tool({ queue: 'Billing' })).toMatchObject([{ queueName: 'Billing' }]);
	expect(await tool({ queue: 'claims' })).toMatchObject([{ queueName: 'Claims' }]);
});

it.each([
	['an empty field', '', "'Queue' is empty"],
	['a queue that Kore does not have', 'Nowhere', 'Kore has no queue with the name Nowhere'],
])('tells the model in words of %s, and does not end the agent', async (_name, queue, error) => {
	const tool = createTool(credential, toRead('queue', 'getStatistics', ofQueue));
	expect(await tool({ queue })).toMatchObject([{ error, details: { cause: 'parameter' } }]);
});

it('tells the model of a wrong option, and asks for nothing', async () => {
	const parameters = toRead('agent', 'getAvailability', { options: { concurrency: 0 } });
	const answer = await createTool(credential, parameters)({});
	expect(answer).toMatchObject([{ error: "'Concurrency' is 0" }]);
	expect(simulator.requests()).toEqual([]);
});

const availability = (rest: object) =>
	createTool(credential, toRead('agent', 'getAvailability', { channel: 'liveChat', ...rest }));

it('says that nothing fits, and why that may be, in place of an empty list', async () => {
	const tool = availability({ queueIds: "={{ $fromAI('queues') }}" });
	expect(await tool({ queues: 'Billing' })).toEqual([
		{ note: expect.stringMatching(/^Nothing fits\. IDs and filters are not checked/) as string },
	]);
});

it('tells of the channel that was asked for alone', async () => {
	const [row] = (await availability({})({})) as Array<{ channels: object }>;
	expect(Object.keys(row.channels)).toEqual(['liveChat']);
});

it.each([true, 'true', 'TRUE '])('takes %j for true', async (only) => {
	const tool = availability({ onlyAvailable: "={{ $fromAI('only', '', 'boolean') }}" });
	const rows = (await tool({ only })) as Array<{ state: string }>;
	expect(rows.length).toBeGreaterThan(1);
	expect(rows.filter(({ state }) => state !== 'available')).toEqual([]);
});

it('takes nothing for the default, and says what else it cannot take', async () => {
	const tool = availability({ onlyAvailable: "={{ $fromAI('only', '', 'boolean') }}" });
	expect(JSON.stringify(await tool({}))).toContain('"state":"offline"');
	expect(await tool({ only: 'maybe' })).toMatchObject([
		{
			error: "'Only Available' is maybe",
			message: expect.stringMatching(/^It must be true or false\./) as string,
		},
	]);
});

it('says that a field is empty, and what it takes', async () => {
	const tool = availability({ channel: "={{ $fromAI('channel') }}" });
	expect(await tool({})).toMatchObject([
		{
			error: "'Channel' is empty",
			message: expect.stringMatching(/^It must be one of: all, liveChat/) as string,
		},
	]);
});

it('answers with as much as a model can read, the first at first, and says how much is left out', async () => {
	const agents = Array.from({ length: 600 }, (_, index) => ({ _id: `a-${index}` }));
	const server = await serve((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify({ AVAILABLE: agents }));
	});
	try {
		const parameters = toRead('agent', 'getAvailability', { channel: 'all' });
		const tool = createTool({ ...credential, host: server.url }, parameters);
		const rows = (await tool({})) as Array<{ id?: string; note?: string }>;
		expect(JSON.stringify(rows).length).toBeLessThan(20_300);
		expect(rows[0].id).toBe('a-0');
		expect(rows.at(-1)?.note).toMatch(`${601 - rows.length} more are left out`);
	} finally {
		await server.stop();
	}
});
