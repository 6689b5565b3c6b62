import jwt from 'jsonwebtoken';
import { sessionOf, useNames } from './harness/names';
import { credentialFor, NO_CALLBACK, type Credential } from './harness/setup';

const names = useNames();

let later = 0;
let clock: jest.SpyInstance;
beforeAll(() => {
	const realNow = performance.now.bind(performance);
	clock = jest.spyOn(performance, 'now').mockImplementation(() => realNow() + later);
});
afterAll(() => clock.mockRestore());

const goOn = { onError: 'continueErrorOutput' } as const;

it('sends 300 items to 40 e-mail addresses, and reads the list once', async () => {
	const emails = Array.from({ length: 300 }, (_, item) => `agent${(item % 40) + 101}@example.com`);
	const { success } = await names.run('email', emails);
	expect(success).toHaveLength(300);
	expect(success[39]).toMatchObject({
		assignTo: 'agent',
		agentId: names.simulator.world.agents[139].id,
	});
	expect(names.read()).toHaveLength(15 + 1);
	expect(new Set(names.read()).size).toBe(15 + 1);
	expect(names.assigned().map(({ aId }) => aId)).toEqual(
		emails.map((_, item) => names.simulator.world.agents[(item % 40) + 100].id),
	);
	// All of it before anything is assigned.
	const methods = names.simulator.requests().map(({ method }) => method);
	expect(methods.indexOf('POST')).toBe(16);
}, 30_000);

it('asks once for a custom ID, whichever items have it', async () => {
	const { success } = await names.run('customId', ['ext-131', ' ext-131 ', 'ext-102']);
	expect(success.map(({ agentId }) => agentId)).toEqual(
		[30, 30, 1].map((index) => names.simulator.world.agents[index].id),
	);
	expect(names.read()).toEqual(['ext-131', 'ext-102']);
});

it('finds a queue by its name, whatever the case, and asks for the first page as Kore documents it', async () => {
	const { success } = await names.run('name', ['BILLING', ' vip ', 'Franc\u0327ais']);
	expect(success.map(({ assignTo, queueId }) => [assignTo, queueId])).toEqual(
		[1, 11, 5].map((index) => ['queue', names.simulator.world.queues[index].id]),
	);
	expect(names.read()).toEqual(['queues', 'queues?page=2', 'queues?page=3']);
});

describe('what was read of a list', () => {
	it('is kept for the next run, and read once more for what is new in it', async () => {
		await names.run('email', ['agent131@example.com']);
		await names.run('email', ['agent132@example.com', 'agent133@example.com']);
		expect(names.read()).toHaveLength(16);
		names.simulator.world.agents[149].emailId = 'new@example.com';
		later += 31_000;
		await names.run('email', ['agent134@example.com']);
		expect(names.read()).toHaveLength(16);
		const { success } = await names.run('email', ['new@example.com', 'agent1@example.com']);
		expect(success.map(({ agentId }) => agentId)).toEqual(
			[149, 0].map((index) => names.simulator.world.agents[index].id),
		);
		expect(names.read()).toHaveLength(2 * 16);
		// Not for each turn of a loop.
		await names.run('email', ['x@example.com'], goOn);
		expect(names.read()).toHaveLength(2 * 16);
		later += 300_000;
		const { failure } = await names.run('email', ['x@example.com', 'y@example.com'], goOn);
		expect(failure).toHaveLength(2);
		expect(names.read()).toHaveLength(3 * 16);
	});

	it('is read once more but once in five minutes for names that nobody has', async () => {
		const read: number[] = [];
		for (const name of ['a', 'b', 'c', 'd']) {
			await names.run('name', [name], goOn);
			read.push(names.read().length / 3);
			later += 31_000;
		}
		expect(read).toEqual([1, 2, 2, 2]);
		later += 210_000;
		await names.run('name', ['VIP'], goOn);
		later += 31_000;
		await names.run('name', ['e'], goOn);
		expect(names.read()).toHaveLength(4 * 3);
	});

	it('is shared by runs side by side', async () => {
		const runs = [1, 2, 3].map(
			async (number) => await names.run('email', [`agent${number}@example.com`]),
		);
		expect((await Promise.all(runs)).map(({ success }) => success.length)).toEqual([1, 1, 1]);
		expect(names.read()).toHaveLength(16);
	});

	it('is not shown to another credential', async () => {
		await names.run('name', ['VIP']);
		const own = credentialFor(names.simulator, 'routingOnly');
		const { failure } = await names.run('name', ['VIP', 'Sales', 'Claims'], goOn, { own });
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
		expect(names.read()).toHaveLength(3 + 1);
		expect(names.assigned()).toHaveLength(1);
	});
});

it('does not look up again what an earlier try has sent', async () => {
	names.simulator.setBehavior({
		...NO_CALLBACK,
		rules: [{ botSessionId: sessionOf(2), answer: { status: 412, body: '' } }],
	});
	const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	await names.run('customId', ['ext-101', 'ext-102', 'ext-103'], retry);
	expect(names.read()).toEqual(['ext-101', 'ext-102', 'ext-103', 'ext-103']);
	expect(names.assigned()).toHaveLength(4);
});

it('does not use up a token that is good for one request', async () => {
	const token = jwt.sign({ appId: 'cs-1', jti: 'once' }, 'a-key-for-tests');
	const own: Credential = { ...names.credential, authentication: 'token', token };
	const { error } = await names.run('name', ['VIP'], undefined, {
		own,
		options: { signCallback: false },
	});
	expect(error?.message).toMatch(
		/^The queue with the name VIP could not be looked up: 'JWT Token'/,
	);
	expect(names.simulator.requests()).toEqual([]);
});
