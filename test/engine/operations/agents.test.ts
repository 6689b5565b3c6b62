import { AGENT } from '../harness/ids';
import { asked, readAnswer, runRead, toRead } from '../harness/read';
import { by, byId } from '../harness/setup';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

const base = () => `/agentassist/api/v1/public/${credential.streamId}`;

const get = (rest?: Record<string, unknown>) =>
	toRead('agent', 'get', { agentId: byId(AGENT), ...rest });

const getAll = async (rest?: Record<string, unknown>) =>
	(await runRead({ credential, parameters: toRead('agent', 'getAll', rest) })).rows;

it('gets one agent', async () => {
	const { rows } = await runRead({ credential, parameters: get() });
	expect(asked(simulator)).toEqual([
		{ call: `GET ${base()}/agents/${AGENT}`, body: null, status: 200, rejection: null },
	]);
	const [{ userId, emailId }] = simulator.world.agents;
	expect(rows).toEqual([
		{
			id: AGENT,
			userId,
			name: 'Ada Example',
			email: emailId,
			customId: 'ext-101',
			phoneNumber: null,
			role: 'Administrator',
			status: 'ACTIVE',
			onlineStatus: 'Available',
			lastOnlineAt: null,
		},
	]);
});

it.each([
	['email', 'AGENT3@example.com', /organizations.*agents\?page=1/],
	['customId', 'ext-103', /agents\/customId\/ext-103$/],
])('gets one by %s', async (mode, value, lookUp) => {
	const agentId = by(mode, '={{ $json.who }}');
	const { rows } = await runRead({
		credential,
		parameters: get({ agentId }),
		items: [{ who: value }, { who: value }],
	});
	expect(rows).toMatchObject([{ name: 'Cleo Example' }, { name: 'Cleo Example' }]);
	// Looked up once a run.
	const calls = asked(simulator).map(({ call }) => call);
	expect(calls.filter((call) => lookUp.test(call))).toHaveLength(1);
});

it('names nobody whom Kore does not have, and asks for nobody', async () => {
	const agentId = by('customId', 'ext-0');
	const { failure } = await runRead({
		credential,
		parameters: get({ agentId }),
		settings: { onError: 'continueErrorOutput' },
	});
	expect(failure).toMatchObject([
		{ error: 'Kore has no agent with the custom ID ext-0', details: { cause: 'parameter' } },
	]);
	expect(asked(simulator)).toHaveLength(1);
});

it('gives the agent as Kore does, but for the passwords of the TURN servers', async () => {
	const { rows } = await runRead({ credential, parameters: get({ simplify: false }) });
	expect(rows).toMatchObject([{ id: AGENT, iId: credential.streamId, profImage: 'no-avatar' }]);
	expect(JSON.stringify(rows)).not.toMatch(/iceServers|simulator-turn/);
});

it.each<[string, object]>([
	['nested', { id: 'a-1', phone: [{ iceServers: [{ credential: 'secret-1' }] }] }],
	['in a text', { id: 'a-1', raw: '{"iceServers":[{"credential":"secret-1"}]}' }],
	['in an error', { errors: [{ msg: 'no', iceServers: { credential: 'secret-1' } }] }],
])('no password leaves the node, %s', async (_name, answer) => {
	const outcome = await readAnswer(credential, get({ simplify: false }), answer);
	expect(outcome.runs).toHaveLength(1);
	expect(JSON.stringify(outcome)).not.toContain('secret-1');
});

it('gets many agents, up to the limit or all', async () => {
	expect(await getAll({ limit: 11 })).toHaveLength(11);
	const page = (number: number) =>
		`GET ${base()}/organizations/${credential.orgId}/agents?page=${number}&includeQueues=False`;
	expect(asked(simulator).map(({ call }) => call)).toEqual([page(1), page(2)]);
	const all = await getAll({ returnAll: true, limit: 1 });
	expect(all.map(({ id }) => id)).toEqual(simulator.world.agents.map(({ id }) => id));
	expect(all[0]).toMatchObject({ name: 'Ada Example', onlineStatus: 'Available' });
	expect(await getAll({ simplify: false })).toContainEqual(
		expect.objectContaining({ firstName: 'Ada' }),
	);
});

it('refuses a limit that is none', async () => {
	const parameters = toRead('agent', 'getAll', { limit: '={{ "many" }}' });
	const { error } = await runRead({ credential, parameters });
	expect(error?.message).toBe("'Limit' is many");
	expect(simulator.requests()).toEqual([]);
});
