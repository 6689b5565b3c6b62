import { QUEUE, SESSION } from '../harness/ids';
import { asked, readAnswer, runRead, toRead } from '../harness/read';
import { by } from '../harness/setup';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

const base = () => `/agentassist/api/v1/public/${credential.streamId}/conversations`;

const read = async (operation: string, rest?: Record<string, unknown>) =>
	(await runRead({ credential, parameters: toRead('conversation', operation, rest) })).rows;

it('gets the conversation of a session', async () => {
	const { id, queueId, botSessionId } = simulator.world.conversations[1];
	const [, { userId }] = simulator.world.agents;
	expect(await read('get', { sessionId: botSessionId })).toMatchObject([
		{
			id,
			status: 'ACTIVE',
			queueId,
			agentUserId: userId,
			agentName: 'Ben Example',
			transferredToId: null,
		},
	]);
	expect(asked(simulator)).toEqual([
		{ call: `GET ${base()}/sessions/${botSessionId}`, body: null, status: 200, rejection: null },
	]);
});

it('knows the agent ID if the list of agents was read lately, and asks for nothing more', async () => {
	const { botSessionId } = simulator.world.conversations[1];
	const [, { id, userId, emailId }] = simulator.world.agents;
	const get = async () => (await read('get', { sessionId: botSessionId }))[0];
	expect(await get()).toMatchObject({ agentUserId: userId, agentId: null });
	const byEmail = toRead('agent', 'get', { agentId: by('email', emailId) });
	await runRead({ credential, parameters: byEmail });
	simulator.reset();
	expect(await get()).toMatchObject({ agentUserId: userId, agentId: id });
	expect(simulator.requests()).toHaveLength(1);
});

it('gets a conversation by its ID', async () => {
	const [{ id }] = simulator.world.conversations;
	expect(await read('get', { findBy: 'conversationId', conversationId: id })).toMatchObject([
		{ id, botSessionId: SESSION, status: 'OPEN', metaStatus: 'SYSTEM_DROP_OFF', agentUserId: null },
	]);
	expect(asked(simulator)[0]).toMatchObject({ call: `GET ${base()}/${id}`, rejection: null });
});

it('tells the last transfer', async () => {
	const transfer = (id: string, systemTransferReason?: string) => ({
		transferredAt: `2025-08-23T06:27:13.70${id}Z`,
		transferredTo: [{ id, name: 'Default Queue', type: 'QUEUE' }],
		systemTransferReason,
	});
	const answer = { _id: 'c-1', transferDetails: [transfer('1'), transfer('2', 'OVERDUE')] };
	const parameters = toRead('conversation', 'get', { sessionId: SESSION });
	expect((await readAnswer(credential, parameters, answer)).rows).toMatchObject([
		{
			transferredToType: 'QUEUE',
			transferredToId: '2',
			transferredToName: 'Default Queue',
			transferredAt: '2025-08-23T06:27:13.702Z',
			transferReason: 'OVERDUE',
		},
	]);
});

it('gives all conversations of a session that has several', async () => {
	const answer = [{ _id: 'c-1', status: 'CLOSED' }, 'no row', {}, { _id: 'c-2', status: 'ACTIVE' }];
	const parameters = toRead('conversation', 'get', { sessionId: SESSION });
	const { rows, items } = await readAnswer(credential, parameters, answer);
	expect(rows.map(({ id, status }) => [id, status])).toEqual([
		['c-1', 'CLOSED'],
		['c-2', 'ACTIVE'],
	]);
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
});

it('gets many conversations, filtered by Kore', async () => {
	const filters = { status: 'OPEN', source: 'rtm', language: 'en' };
	const rows = await read('getAll', { filters, limit: 2 });
	expect(asked(simulator)).toMatchObject([
		{
			call: `GET ${base()}?skip=0&limit=2&status=OPEN&source=rtm&language=en`,
			rejection: null,
		},
	]);
	expect(rows).toHaveLength(2);
	expect(rows[0]).toMatchObject({ status: 'OPEN', source: 'rtm', queueName: null });
	expect(await read('getAll', { simplify: false })).toHaveLength(12);
});

it('gets those of a queue, which Kore cannot filter by', async () => {
	const rows = await read('getAll', { filters: { queueId: QUEUE }, limit: 1 });
	expect(rows.map(({ queueId }) => queueId)).toEqual([QUEUE]);
	expect(asked(simulator)[0].call).toBe(`GET ${base()}?skip=0&limit=25`);
});

it('reads on where Kore gives fewer rows than it is asked for, until none comes', async () => {
	const pages = [['c-1', 'c-2'], ['c-3'], []].map((ids) => ({
		results: ids.map((_id) => ({ _id })),
		limit: ids.length,
		hasMore: true,
	}));
	const asks: string[] = [];
	const parameters = toRead('conversation', 'getAll', { returnAll: true });
	const { rows } = await readAnswer(credential, parameters, (path: string) => {
		asks.push(path.replace(/.*\?/, ''));
		return pages[asks.length - 1];
	});
	expect(rows.map(({ id }) => id)).toEqual(['c-1', 'c-2', 'c-3']);
	expect(asks).toEqual(['skip=0&limit=25', 'skip=2&limit=25', 'skip=3&limit=25']);
});

it('ends with a server that sends its first page again and again', async () => {
	const page = { results: [{ _id: 'c-1' }], limit: 1, hasMore: true };
	const parameters = toRead('conversation', 'getAll', { returnAll: true });
	const { rows } = await readAnswer(credential, parameters, page);
	expect(rows.map(({ id }) => id)).toEqual(['c-1']);
});

it.each([
	[{ findBy: 'conversationId', conversationId: QUEUE }, /^'Conversation ID' is a queue ID/],
	[{ sessionId: '={{ "" }}' }, /^'Session ID' is empty/],
])('%j is an error before sending', async (rest, message) => {
	const parameters = toRead('conversation', 'get', rest);
	const { error } = await runRead({ credential, parameters });
	expect(error?.message).toMatch(message);
	expect(simulator.requests()).toEqual([]);
});
