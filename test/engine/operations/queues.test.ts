import { QUEUE } from '../harness/ids';
import { asked, readAnswer, runRead, toRead } from '../harness/read';
import { by, byId } from '../harness/setup';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

const base = () => `/agentassist/api/v1/public/${credential.streamId}`;

const read = async (operation: string, rest?: Record<string, unknown>) =>
	(await runRead({ credential, parameters: toRead('queue', operation, rest) })).rows;

const DEFAULT_QUEUE = {
	id: QUEUE,
	name: 'Default Queue',
	description: 'Simulated queue Default Queue',
	isActive: true,
	isDefault: true,
	hoursOfOperation: 'Default Hours',
	numberOfAgents: 24,
};

it('gets one queue', async () => {
	expect(await read('get', { queueId: byId(QUEUE) })).toEqual([DEFAULT_QUEUE]);
	expect(asked(simulator)).toEqual([
		{ call: `GET ${base()}/queues/${QUEUE}`, body: null, status: 200, rejection: null },
	]);
	expect(await read('get', { queueId: byId(QUEUE), simplify: false })).toMatchObject([
		{ agentGroups: [{ name: 'Default Group' }] },
	]);
});

it.each(['get', 'getStatistics', 'getHours'])('%s takes a queue by name', async (operation) => {
	const queueId = by('name', 'billing');
	const [row] = await read(operation, { queueId });
	expect(row.queueId ?? row.id).toBe(simulator.world.queues[1].id);
});

it('gets many queues', async () => {
	const rows = await read('getAll');
	expect(rows[0]).toEqual(DEFAULT_QUEUE);
	expect(rows.map(({ id }) => id)).toEqual(simulator.world.queues.map(({ id }) => id));
	expect(asked(simulator).map(({ rejection }) => rejection)).toEqual([null, null, null]);
	expect(await read('getAll', { limit: 3, simplify: false })).toHaveLength(3);
});

it.each([
	['fits into a megabyte', 600, undefined],
	[
		'has more than a megabyte',
		1200,
		/more than 1 MB.*agents of each: then give the queue 'By ID'/s,
	],
])('a page whose queues name all their agents %s', async (_name, agents, failure) => {
	const results = Array.from({ length: 10 }, (_queue, queue) => ({
		id: `qu-${queue}`,
		agents: Array.from({ length: agents }, (_agent, agent) => ({
			userId: `u-e8e22e03-fe32-5748-b830-${String(agent).padStart(12, '0')}`,
			name: `Charlie ${agent}`,
			isPreferredAgent: false,
		})),
	}));
	const answer = { results, page: 1, limit: 10, hasMore: false, totalPages: 1, totalResults: 10 };
	const { rows, error } = await readAnswer(credential, toRead('queue', 'getAll'), answer);
	if (failure) expect(`${error?.message} ${error?.description}`).toMatch(failure);
	else expect(rows.map(({ numberOfAgents }) => numberOfAgents)).toEqual(Array(10).fill(agents));
});
