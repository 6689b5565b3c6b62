import jwt from 'jsonwebtoken';
import { startSimulator, type Simulator } from '../kore-simulator';
import { assignBody } from '../kore-simulator/assignBody';
import { koreId } from '../kore-simulator/world/ids';
import { runAssign, type Run } from './harness/run';
import { by, credentialFor, NO_CALLBACK, toAgent, toQueue, type Credential } from './harness/setup';

let simulator: Simulator;
let credential: Credential;

// A simulator of its own for each test, as what was read of a list is kept for some minutes.
beforeEach(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity, agents: 150 });
	simulator.setBehavior(NO_CALLBACK);
	credential = credentialFor(simulator);
});
afterEach(async () => await simulator.stop());

const session = (item: number) => `6538f8a3c9cf425ee5cf${String(item).padStart(4, '0')}`;

/** A run with an item for each name, in the field that the mode fills. */
async function run(
	mode: 'email' | 'customId' | 'name' | 'id',
	names: unknown[],
	settings?: Run['settings'],
	rest: { own?: Credential; options?: object } = {},
) {
	const to = mode === 'name' ? toQueue : toAgent;
	const field = mode === 'name' ? 'queueId' : 'agentId';
	return await runAssign({
		credential: rest.own ?? credential,
		parameters: to('', {
			[field]: by(mode, '={{ $json.name }}'),
			botSessionId: '={{ $json.session }}',
			options: rest.options,
		}),
		items: names.map((name, item) => ({ name: name as string, session: session(item) })),
		settings,
	});
}

const goOn = { onError: 'continueErrorOutput' } as const;
const calls = () => simulator.requests().map(({ method, path }) => `${method} ${path}`);
const lists = () => calls().filter((call) => call.startsWith('GET'));
const assigned = () =>
	simulator
		.requests()
		.filter(({ method }) => method === 'POST')
		.map(assignBody);

it('sends 300 items to 40 e-mail addresses, and reads the list once', async () => {
	const emails = Array.from({ length: 300 }, (_, item) => `agent${(item % 40) + 101}@example.com`);
	const { success } = await run('email', emails);
	expect(success).toHaveLength(300);
	expect(success[39]).toMatchObject({ assignTo: 'agent', agentId: simulator.world.agents[139].id });
	expect(lists()).toHaveLength(15 + 1);
	expect(new Set(lists()).size).toBe(15 + 1);
	expect(assigned().map(({ aId }) => aId)).toEqual(
		emails.map((_, item) => simulator.world.agents[(item % 40) + 100].id),
	);
	// All of it before anything is assigned.
	expect(calls().findIndex((call) => call.startsWith('POST'))).toBe(16);
});

it('asks once for a custom ID, whichever items have it', async () => {
	const { success } = await run('customId', ['ext-131', ' ext-131 ', 'ext-102']);
	expect(success.map(({ agentId }) => agentId)).toEqual(
		[30, 30, 1].map((index) => simulator.world.agents[index].id),
	);
	expect(lists().map((call) => call.split('/').at(-1))).toEqual(['ext-131', 'ext-102']);
});

it('finds a queue by its name, whatever the case, and asks for the first page as Kore documents it', async () => {
	const { success } = await run('name', ['BILLING', ' vip ', 'Franc\u0327ais']);
	expect(success.map(({ assignTo, queueId }) => [assignTo, queueId])).toEqual(
		[1, 11, 5].map((index) => ['queue', simulator.world.queues[index].id]),
	);
	expect(lists().map((call) => call.split('/').at(-1))).toEqual(['queues', 'queues?page=2']);
});

describe('a name that is nobody in particular', () => {
	beforeEach(() => {
		const { agents, queues } = simulator.world;
		Object.assign(agents[140], { emailId: 'Twice@example.com', customId: 'twice' });
		Object.assign(agents[141], { emailId: 'twice@example.com', customId: 'twice' });
		Object.assign(agents[142], { emailId: 'gone@example.com', customId: 'gone', status: 'LEFT' });
		Object.assign(queues[2], { name: 'Sales', isActive: false });
		Object.assign(queues[3], { name: 'Closed', isActive: false });
	});

	const [one, two, gone] = [141, 142, 143].map((number) => koreId('a', number));
	const cases: Array<[Parameters<typeof run>[0], string, string, RegExp]> = [
		[
			'email',
			'nobody@example.com',
			'Kore has no agent with the e-mail address nobody@example.com',
			/'By ID'/,
		],
		[
			'email',
			'twice@example.com',
			`Kore has 2 agents with the e-mail address twice@example.com: Umar Example 6 (${one}), Vera Example 6 (${two})`,
			/'By ID'.*right one/,
		],
		[
			'email',
			'gone@example.com',
			`The agent with the e-mail address gone@example.com is not active in Kore: Wim Example 6 (${gone}, status LEFT)`,
			new RegExp(`'By ID' and enter ${gone}`),
		],
		['customId', 'nobody', 'Kore has no agent with the custom ID nobody', /'By ID'/],
		['customId', 'twice', `Kore has 2 agents with the custom ID twice: Umar`, /'By ID'/],
		['customId', 'gone', `The agent with the custom ID gone is not active in Kore`, /'By ID'/],
		['name', 'Sale', 'Kore has no queue with the name Sale', /'From List'/],
		[
			'name',
			'sales',
			`Kore has 2 queues with the name sales: Sales (${koreId('qu', 3)}, isActive is false), Sales (`,
			/'By ID'/,
		],
		['name', 'Closed', 'The queue with the name Closed is not active in Kore', /Activate it/],
	];
	it.each(cases)(
		'(%s, %s) stops the run before anything is sent',
		async (mode, name, message, remedy) => {
			const good = { email: 'agent1@example.com', customId: 'ext-101', name: 'VIP', id: '' }[mode];
			const { error } = await run(mode, [good, name]);
			expect(error?.message).toContain(message);
			expect(error?.message).toContain('[item 1]');
			expect(error?.description).toMatch(remedy);
			expect(error?.description).toMatch(/accepted none of the 2 items/);
			expect(assigned()).toEqual([]);
		},
	);

	it('fails alone where the node goes on', async () => {
		const names = ['agent1@example.com', 'twice@example.com', 'agent2@example.com'];
		const { success, failure } = await run('email', names, goOn);
		expect(success).toHaveLength(2);
		expect(failure).toEqual([
			expect.objectContaining({
				error: expect.stringContaining('Kore has 2 agents') as string,
				name: 'twice@example.com',
				details: { cause: 'parameter', httpCode: null, maybeAccepted: false },
			}),
		]);
	});
});

describe('what was read of a list', () => {
	it('is kept for the next run, and read once more for what is new in it', async () => {
		await run('email', ['agent131@example.com']);
		await run('email', ['agent132@example.com', 'agent133@example.com']);
		expect(lists()).toHaveLength(16);
		simulator.world.agents[149].emailId = 'new@example.com';
		const { success } = await run('email', ['new@example.com', 'agent1@example.com']);
		expect(success.map(({ agentId }) => agentId)).toEqual(
			[149, 0].map((index) => simulator.world.agents[index].id),
		);
		expect(lists()).toHaveLength(2 * 16);
		const { failure } = await run('email', ['x@example.com', 'y@example.com'], goOn);
		expect(failure).toHaveLength(2);
		expect(lists()).toHaveLength(3 * 16);
	});

	it('is shared by runs side by side', async () => {
		const runs = [1, 2, 3].map(
			async (number) => await run('email', [`agent${number}@example.com`]),
		);
		expect((await Promise.all(runs)).map(({ success }) => success.length)).toEqual([1, 1, 1]);
		expect(lists()).toHaveLength(16);
	});

	it('is not shown to another credential', async () => {
		await run('name', ['VIP']);
		const own = credentialFor(simulator, 'routingOnly');
		const { failure } = await run('name', ['VIP', 'Sales', 'Claims'], goOn, { own });
		expect(failure).toHaveLength(3);
		expect(failure[2]).toMatchObject({
			error: expect.stringMatching(
				/^The queue with the name Claims could not be looked up: Kore knows .* scope 'Configuration'/,
			) as string,
			message: expect.stringMatching(/publish.*set the field to 'By ID'.*No transfer/) as string,
			details: {
				cause: 'scope',
				httpCode: '401',
				maybeAccepted: false,
				assignTo: 'queue',
				queueId: null,
			},
		});
		// Once a run, not once an item.
		expect(lists()).toHaveLength(2 + 1);
		expect(assigned()).toHaveLength(1);
	});
});

it.each<[Parameters<typeof run>[0], unknown, string, RegExp]>([
	['email', koreId('a', 1), `'Agent' is an agent ID, not an e-mail address: a-`, /'By ID'/],
	['email', koreId('u', 1), `'Agent' is a user ID, not an e-mail address: u-`, /'From List'/],
	['email', '', `'Agent' is empty`, /Enter an e-mail address/],
	['email', { a: 1 }, `'Agent' is not a text`, /expression/],
	['customId', koreId('a', 1), `'Agent' is an agent ID, not a custom ID`, /'By ID'/],
	['customId', '..', `'Agent' is no ID: ".."`, /one ID/],
	['id', 'ada@example.com', `'Agent' is an e-mail address: ada@example.com`, /'By Email'/],
	['name', koreId('qu', 1), `'Queue' is a queue ID, not the name of a queue: qu-`, /'By ID'/],
	['name', koreId('a', 1), `'Queue' is an agent ID, not the name of a queue: a-`, /'From List'/],
])('(%s, %j) says which mode fits, without asking Kore', async (mode, name, message, remedy) => {
	const { error } = await run(mode, [name]);
	expect(error?.message).toContain(message);
	expect(error?.description).toMatch(remedy);
	expect(simulator.requests()).toEqual([]);
});

it('does not look up again what an earlier try has sent', async () => {
	simulator.setBehavior({
		...NO_CALLBACK,
		rules: [{ botSessionId: session(2), answer: { status: 412, body: '' } }],
	});
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	await run('customId', ['ext-101', 'ext-102', 'ext-103'], retry);
	expect(lists().map((call) => call.split('/').at(-1))).toEqual([
		'ext-101',
		'ext-102',
		'ext-103',
		'ext-103',
	]);
	expect(assigned()).toHaveLength(4);
});

it('does not use up a token that is good for one request', async () => {
	const token = jwt.sign({ appId: 'cs-1', jti: 'once' }, 'a-key-for-tests');
	const own: Credential = { ...credential, authentication: 'token', token };
	const { error } = await run('name', ['VIP'], undefined, {
		own,
		options: { signCallback: false },
	});
	expect(error?.message).toMatch(
		/^The queue with the name VIP could not be looked up: 'JWT Token'/,
	);
	expect(simulator.requests()).toEqual([]);
});
