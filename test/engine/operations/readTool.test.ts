import { toRead } from '../harness/read';
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
