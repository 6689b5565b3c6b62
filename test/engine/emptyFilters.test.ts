import axios from 'axios';
import { AGENT, QUEUE } from './harness/ids';
import { startCallbackHost } from './harness/callbackHost';
import { asked, readAnswer, runRead, toRead } from './harness/read';
import { runAssign } from './harness/run';
import { sentUrl } from './harness/sent';
import { byId, NO_CALLBACK, toAgent, toQueue } from './harness/setup';
import { createTool } from './harness/tool';
import { useSimulator } from './harness/useSimulator';

// A filter whose expression finds nothing must not let everything through.

const { simulator, credential } = useSimulator(NO_CALLBACK);

const NOTHING = '={{ $json.nope }}';

const queue = { queueId: byId(QUEUE) };

it.each([
	['conversation', 'getAll', { filters: { queueId: NOTHING } }, 'Queue ID'],
	['conversation', 'getAll', { filters: { status: NOTHING } }, 'Status'],
	['conversation', 'getAll', { filters: { source: '={{ " " }}' } }, 'Channel'],
	['conversation', 'getAll', { filters: { language: NOTHING } }, 'Language'],
	['agent', 'getAvailability', { queueIds: '={{ [] }}' }, 'Queue IDs'],
	['agent', 'getAvailability', { agentIds: NOTHING, queueIds: QUEUE }, 'Agent IDs'],
	['agent', 'getAvailability', { skillIds: '={{ $json.nope }}, ' }, 'Skill IDs'],
	['queue', 'getStatistics', { ...queue, languages: NOTHING }, 'Languages'],
	['queue', 'getStatistics', { ...queue, channels: NOTHING }, 'Channels'],
])('%s %s with %j asks for nothing', async (resource, operation, rest, field) => {
	const { error } = await runRead({ credential, parameters: toRead(resource, operation, rest) });
	expect(error?.message).toBe(`'${field}' is empty: its expression found nothing`);
	expect(error?.description).toMatch(`Without '${field}' Kore would be asked for all.`);
	expect(error?.description).toMatch(/Nothing was sent/);
	expect(simulator.requests()).toEqual([]);
});

it.each([
	['Only Available', 'onlyAvailable', 'who is busy, away or offline would be found, too'],
	['Sort by Free Capacity', 'sortByFreeCapacity', 'the first agent would be any'],
])('%s is on or off, and not off because nothing was found', async (field, name, without) => {
	const run = (value: string) => toRead('agent', 'getAvailability', { [name]: value });
	const { error } = await runRead({ credential, parameters: run(NOTHING) });
	expect(error?.message).toBe(`'${field}' is empty: its expression found nothing`);
	expect(error?.description).toMatch(`Without '${field}' ${without}.`);
	expect(simulator.requests()).toEqual([]);
	for (const value of ['={{ false }}', '={{ "false" }}', '=']) {
		const { rows } = await runRead({ credential, parameters: run(value) });
		expect(rows.length).toBeGreaterThan(10);
	}
});

it('without the time that was meant Get Hours does not answer for now', async () => {
	const parameters = toRead('queue', 'getHours', { ...queue, at: NOTHING });
	const { error } = await runRead({ credential, parameters });
	expect(error?.message).toBe("'At' is empty: its expression found nothing");
	expect(error?.description).toMatch("Without 'At' the answer would be about now.");
	expect(simulator.requests()).toEqual([]);
	const at = "={{ $fromAI('at', '', 'string', '') }}";
	const tool = createTool(credential, toRead('queue', 'getHours', { ...queue, at }));
	expect(await tool({})).toMatchObject([{ queueId: QUEUE }]);
});

it('is the error of its item alone', async () => {
	const { rows } = await runRead({
		credential,
		parameters: toRead('agent', 'getAvailability', { agentIds: '={{ $json.id }}' }),
		items: [{}, { id: AGENT }],
		settings: { onError: 'continueRegularOutput' },
	});
	expect(rows).toMatchObject([
		{ error: expect.stringMatching(/^'Agent IDs'/) as string },
		{ id: AGENT },
	]);
	expect(asked(simulator)).toMatchObject([{ body: { agentIds: [AGENT] } }]);
});

it('is none where a field is blank, as text or as an expression', async () => {
	const parameters = toRead('agent', 'getAvailability', { queueIds: '', agentIds: '=' });
	const { rows } = await readAnswer(credential, parameters, { AVAILABLE: [{ _id: AGENT }] });
	expect(rows).toHaveLength(1);
});

it('may be what a model leaves out', async () => {
	const parameters = toRead('conversation', 'getAll', {
		limit: 1,
		filters: { language: "={{ $fromAI('language', '', 'string') }}" },
	});
	expect(await createTool(credential, parameters)({ language: '' })).toHaveLength(1);
	const filters = { language: '={{ "" }}' };
	const fixed = createTool(credential, toRead('conversation', 'getAll', { limit: 1, filters }));
	expect(await fixed({})).toMatchObject([
		{ error: expect.stringMatching(/^'Language'/) as string },
	]);
});

describe('a trigger', () => {
	const events = { events: ['transferred'] };

	it.each([
		['Events', { events: NOTHING }, toAgent(AGENT)],
		['Assigned To', { ...events, assignTo: NOTHING }, toAgent(AGENT)],
		['Agent', { ...events, assignTo: 'agent', agentId: byId(NOTHING) }, toAgent(AGENT)],
		['Queue', { ...events, assignTo: 'queue', queueId: byId('={{ [] }}') }, toQueue(QUEUE)],
	])('without the %s that it is set to lets nothing through', async (field, parameters, target) => {
		const trigger = await startCallbackHost({ parameters, credential });
		try {
			await runAssign({ credential, parameters: { ...target, callbackUrl: trigger.url } });
			const url = sentUrl(simulator);
			for (let times = 0; times < 2; times++) {
				const { status, data } = await axios.post<unknown>(url, { status: 'transferred' });
				expect({ status, data }).toEqual({
					status: 200,
					data: { message: 'Received; the trigger is set to leave this result out' },
				});
			}
			expect(trigger.events).toEqual([]);
			expect(trigger.calls.map(({ log }) => log.length)).toEqual([1, 0]);
			expect(trigger.calls[0].log[0]).toContain(
				`'${field}' is empty: its expression found nothing`,
			);
		} finally {
			await trigger.stop();
		}
	});
});
