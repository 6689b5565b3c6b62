import { koreId } from '../kore-simulator/world/ids';
import { useNames, type Mode } from './harness/names';

const names = useNames();

describe('a name that is nobody in particular', () => {
	beforeEach(() => {
		const { agents, queues } = names.simulator.world;
		Object.assign(agents[140], { emailId: 'Twice@example.com', customId: 'twice' });
		Object.assign(agents[141], { emailId: 'twice@example.com', customId: 'twice' });
		Object.assign(agents[142], { emailId: 'gone@example.com', customId: 'gone', status: 'LEFT' });
		Object.assign(queues[2], { name: 'Sales', isActive: false });
		Object.assign(queues[3], { name: 'Closed', isActive: false });
	});

	const [one, two, gone] = [141, 142, 143].map((number) => koreId('a', number));
	const cases: Array<[Mode, string, string, RegExp]> = [
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
			const good = {
				email: 'agent1@example.com',
				customId: 'ext-101',
				name: 'VIP',
				id: '',
				queueId: '',
			}[mode];
			const { error } = await names.run(mode, [good, name]);
			expect(error?.message).toContain(message);
			expect(error?.message).toContain('[item 1]');
			expect(error?.description).toMatch(remedy);
			expect(error?.description).toMatch(/accepted none of the 2 items/);
			expect(names.assigned()).toEqual([]);
		},
	);

	it('ends the look-ups of a run that is to stop', async () => {
		const ids = ['nobody', 'ext-101', 'ext-102'];
		await names.run('customId', ids, undefined, { options: { concurrency: 1 } });
		expect(names.read()).toEqual(['nobody']);
	});

	it('fails alone where the node goes on', async () => {
		const emails = ['agent1@example.com', 'twice@example.com', 'agent2@example.com'];
		const { success, failure } = await names.run('email', emails, {
			onError: 'continueErrorOutput',
		});
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

it.each<[Mode, unknown, string, RegExp]>([
	['email', koreId('a', 1), `'Agent' is an agent ID, not an e-mail address: a-`, /'By ID'/],
	['email', koreId('u', 1), `'Agent' is a user ID, not an e-mail address: u-`, /'From List'/],
	['email', '', `'Agent' is empty`, /Enter an e-mail address/],
	['email', { a: 1 }, `'Agent' is not a text`, /expression/],
	['customId', koreId('a', 1), `'Agent' is an agent ID, not a custom ID`, /'By ID'/],
	['customId', '..', `'Agent' is no ID: ".."`, /one ID/],
	['id', 'ada@example.com', `'Agent' is an e-mail address: ada@example.com`, /'By Email'/],
	['queueId', 'Technical Support', `'Queue' has white space in it: "Tech`, /'By Name'/],
	['name', koreId('qu', 1), `'Queue' is a queue ID, not the name of a queue: qu-`, /'By ID'/],
	['name', koreId('a', 1), `'Queue' is an agent ID, not the name of a queue: a-`, /'From List'/],
])('(%s, %j) says which mode fits, without asking Kore', async (mode, name, message, remedy) => {
	const { error } = await names.run(mode, [name]);
	expect(error?.message).toContain(message);
	expect(error?.description).toMatch(remedy);
	expect(names.simulator.requests()).toEqual([]);
});
