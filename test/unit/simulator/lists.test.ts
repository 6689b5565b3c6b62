import { useKore } from '../harness/kore';

const kore = useKore();

interface Page<Row> {
	results: Row[];
	totalResults: number;
}

interface Item {
	id: string;
}

type QueueRow = Item & { agents: Array<{ userId: string }> };

type AgentRow = Item & { queues: Item[] };

interface Refusal {
	errors: Array<{ msg: string }>;
}

interface ConversationRow {
	status: string;
}

interface Session {
	participants: Array<{ agentId: string }>;
}

describe('lists', () => {
	test('queues: three paging fields agree, hasMore never ends', async () => {
		const first = await kore.call<Page<QueueRow>>('GET', '/queues');
		const second = await kore.call<Page<QueueRow>>('GET', '/queues?page=2');
		const third = await kore.call('GET', '/queues?page=3');
		expect(first.data.results).toHaveLength(10);
		expect([...first.data.results, ...second.data.results].map(({ id }) => id)).toEqual(
			kore.sim.world.queues.map(({ id }) => id),
		);
		const paging = { limit: 10, hasMore: true, totalPages: 2, totalResults: 12 };
		expect(second.data).toMatchObject({ ...paging, page: 2 });
		expect(third.data).toEqual({ ...paging, page: 3, results: [] });
		expect(first.data.results[0].agents[0].userId).toMatch(/^u-/);
	});

	test('agents: skip instead of page, queues only if asked for', async () => {
		const path = `/organizations/${kore.sim.world.orgId}/agents`;
		const first = await kore.call<Page<AgentRow>>('GET', `${path}?page=1&includeQueues=True`);
		const third = await kore.call<Page<AgentRow>>('GET', `${path}?page=3`);
		expect(first.data).toMatchObject({ skip: 0, hasMore: true, totalPages: 3, totalResults: 24 });
		expect(first.data.results[0].queues[0].id).toBe(kore.sim.world.queues[0].id);
		expect(third.data).toMatchObject({ skip: 20, limit: 10, hasMore: false });
		expect(third.data).not.toHaveProperty('page');
		expect(third.data.results).toHaveLength(4);
		expect(third.data.results[0]).not.toHaveProperty('queues');
		expect((await kore.call('GET', '/organizations/o-other/agents')).status).toBe(400);
	});

	test('agents of queues, and queues of agents', async () => {
		const { agents, queues } = kore.sim.world;
		const ofQueue = await kore.call('POST', '/queues/agents', {
			data: { queueIds: [queues[2].id] },
		});
		const { id, userId } = agents[1];
		expect(ofQueue.data).toContainEqual(expect.objectContaining({ aId: id, userId }));
		const ofAgent = await kore.call('POST', '/queues/agents', { data: { agentIds: [id] } });
		expect(ofAgent.data).toEqual([queues[0].id, queues[2].id]);
		for (const data of [{}, { queueIds: 'x' }, { queueIds: [], agentIds: [] }, { ids: [] }]) {
			expect((await kore.call('POST', '/queues/agents', { data })).status).toBe(412);
		}
	});

	test('one agent and one queue', async () => {
		const [{ id: agentId }] = kore.sim.world.agents;
		const [{ id: queueId }] = kore.sim.world.queues;
		expect((await kore.call('GET', `/agents/${agentId}`)).data).toMatchObject({ id: agentId });
		expect((await kore.call('GET', `/queues/${queueId}`)).data).toMatchObject({ id: queueId });
		const noAgent = await kore.call<Refusal>('GET', '/agents/a-x');
		expect(noAgent.data.errors[0].msg).toBe('Invalid agentId');
		const noQueue = await kore.call<Refusal>('GET', '/queues/qu-x');
		expect(noQueue.data.errors[0].msg).toBe('Invalid queueId');
	});

	test('agents by custom ID: an array, whoever has it', async () => {
		const { agents } = kore.sim.world;
		agents[1].customId = agents[2].customId;
		const both = await kore.call<Item[]>('GET', `/agents/customId/${agents[2].customId}`);
		expect(both.data.map(({ id }) => id)).toEqual([agents[1].id, agents[2].id]);
		expect((await kore.call('GET', '/agents/customId/nobody')).data).toEqual([]);
		const auth = kore.sign('routingOnly');
		expect((await kore.call('GET', '/agents/customId/nobody', { auth })).status).toBe(401);
	});

	test('groups', async () => {
		const { streamId, orgId } = kore.sim.world;
		const agentGroups = await kore.call<Page<Item>>('GET', '/agent-groups');
		expect(agentGroups.data).toMatchObject({ skip: 0, totalPages: 0, totalResults: 2 });
		expect(agentGroups.data.results[0]).toMatchObject({ iId: streamId, orgId });
		expect((await kore.call('GET', '/skill-groups')).data).toMatchObject({
			page: 1,
			totalPages: 1,
		});
	});

	test('conversations', async () => {
		const open = '/conversations?status=OPEN,ACTIVE&skip=5&limit=2';
		const some = await kore.call<Page<ConversationRow>>('GET', open);
		expect(some.data).toMatchObject({ skip: 5, limit: 2, hasMore: true, totalResults: 8 });
		expect(some.data.results.map(({ status }) => status)).toEqual(['ACTIVE', 'OPEN']);
		const fromRtm = '/conversations?status=OPEN&status=ACTIVE&source=rtm';
		const again = await kore.call<Page<ConversationRow>>('GET', fromRtm);
		expect(again.data.totalResults).toBe(6);
		const [, { botSessionId, id }] = kore.sim.world.conversations;
		const one = await kore.call<Session>('GET', `/conversations/sessions/${botSessionId}`);
		expect(one.data).toMatchObject({ _id: id, status: 'ACTIVE' });
		expect(one.data.participants[0].agentId).toBe(kore.sim.world.agents[1].userId);
		expect((await kore.call('GET', '/conversations/sessions/x')).status).toBe(400);
	});

	test.each([
		'/queues?limit=100',
		'/queues?page=0',
		'/queues?page=1&page=2',
		'/agent-groups?page=1',
	])('%s is refused', async (path) => {
		expect((await kore.call('GET', path)).status).toBe(412);
	});

	test.each(['status=open', 'skip=-1', 'limit=0'])('conversations?%s is refused', async (query) => {
		expect((await kore.call('GET', `/conversations?${query}`)).status).toBe(412);
	});
});
