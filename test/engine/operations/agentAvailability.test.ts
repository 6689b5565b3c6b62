import type { IDataObject } from 'n8n-workflow';
import { AGENT, QUEUE } from '../harness/ids';
import { asked, readAnswer, runRead, toRead } from '../harness/read';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

const availability = (rest?: Record<string, unknown>) => toRead('agent', 'getAvailability', rest);

const read = async (rest?: Record<string, unknown>) =>
	(await runRead({ credential, parameters: availability(rest) })).rows;

const call = () => `POST /agentassist/api/v1/public/${credential.streamId}/agents/availability`;

it('gives an item for each agent, with state and capacity', async () => {
	const rows = await read();
	expect(asked(simulator)).toEqual([{ call: call(), body: {}, status: 200, rejection: null }]);
	expect(rows).toHaveLength(simulator.world.agents.length);
	const [{ userId, emailId }] = simulator.world.agents;
	const full = { isEnabled: true, totalCapacity: 3, usedCapacity: 0, availableCapacity: 3 };
	expect(rows[0]).toEqual({
		id: AGENT,
		userId,
		name: 'Ada Example',
		email: emailId,
		customId: 'ext-101',
		state: 'available',
		// Voicemail is turned off.
		availableCapacity: 6,
		channels: {
			liveChat: full,
			messaging: { isEnabled: null, totalCapacity: 0, usedCapacity: 0, availableCapacity: 0 },
			email: { ...full, totalCapacity: 2, availableCapacity: 2 },
			voice: { ...full, totalCapacity: 1, availableCapacity: 1 },
			voiceMail: { ...full, isEnabled: false, totalCapacity: 5, availableCapacity: 5 },
		},
	});
	expect([...new Set(rows.map(({ state }) => state))]).toEqual([
		'available',
		'busy',
		'away',
		'offline',
	]);
});

it('asks by queues, agents and skills, given as text or as an array', async () => {
	const other = simulator.world.agents[3].id;
	const skill = simulator.world.agents[0].skillIds[0];
	const rows = await read({
		queueIds: ` ${QUEUE}, ,${QUEUE}`,
		agentIds: `={{ ["${AGENT}", "${other}"] }}`,
		skillIds: skill,
	});
	expect(rows.map(({ id }) => id)).toEqual([AGENT, other]);
	expect(asked(simulator)[0].body).toEqual({
		skillIds: [skill],
		queueIds: [QUEUE],
		agentIds: [AGENT, other],
	});
});

it('finds the available agent with the most free capacity', async () => {
	const rows = await read({ onlyAvailable: true, sortByFreeCapacity: true, channel: 'liveChat' });
	const free = rows.map(({ availableCapacity }) => availableCapacity as number);
	expect(free.length).toBeGreaterThan(2);
	expect(free).toEqual([...free].sort((one, other) => other - one));
	expect(new Set(free).size).toBeGreaterThan(1);
	expect(rows.every(({ state }) => state === 'available')).toBe(true);
});

it('puts nobody before those who are available, however much he could take', async () => {
	const row = (_id: string, availableCapacity: number) => ({
		_id,
		channelCapacity: { voice: { availableCapacity } },
	});
	const answer = { AVAILABLE: [row('a-1', 1), row('a-2', 2)], AWAY: [row('a-3', 9)] };
	const sorted = availability({ sortByFreeCapacity: true });
	const { rows } = await readAnswer(credential, sorted, answer);
	expect(rows.map(({ id }) => id)).toEqual(['a-2', 'a-1', 'a-3']);
});

it('gives nothing if nobody is there, or has anything free on the channel', async () => {
	expect(await read({ agentIds: 'a-unknown' })).toEqual([]);
	expect(await read({ onlyAvailable: true, channel: 'messaging' })).toEqual([]);
});

it('leaves out who has nothing free on any channel, not whom Kore says no capacity of', async () => {
	const full = { isEnabled: true, totalCapacity: 3, usedCapacity: 3, availableCapacity: 0 };
	const answer = {
		AVAILABLE: [
			{ _id: 'a-full', channelCapacity: { liveChat: full, messaging: {} } },
			{ _id: 'a-off', channelCapacity: { email: { isEnabled: false, availableCapacity: 5 } } },
			{ _id: 'a-free', channelCapacity: { liveChat: full, voice: { availableCapacity: 1 } } },
			{ _id: 'a-unknown', channelCapacity: { liveChat: {} } },
			{ _id: 'a-silent' },
		],
	};
	const { rows } = await readAnswer(credential, availability({ onlyAvailable: true }), answer);
	expect(rows.map(({ id }) => id)).toEqual(['a-free', 'a-unknown', 'a-silent']);
});

it('gives rows as Kore does, and the state', async () => {
	const [row] = await read({ simplify: false });
	expect(row).toMatchObject({ _id: AGENT, isDigitalEnabled: true, state: 'available' });
});

it('takes an agent in two lists for the less available, and less than nothing for nothing', async () => {
	const overbooked = { voice: { availableCapacity: -2 }, email: { availableCapacity: 1 } };
	const two = {
		AVAILABLE: [{ _id: 'a-1' }, { _id: 'a-2', channelCapacity: overbooked }],
		AWAY: [{ _id: 'a-1' }],
	};
	const { rows } = await readAnswer(credential, availability(), two);
	expect(rows.map(({ id, state, availableCapacity }) => [id, state, availableCapacity])).toEqual([
		['a-2', 'available', 1],
		['a-1', 'away', 0],
	]);
});

it('says which channels there are', async () => {
	const parameters = availability({ channel: '={{ "sms" }}' });
	expect((await runRead({ credential, parameters })).error?.description).toContain(
		'one of: all, liveChat, messaging, email, voice, voiceMail.',
	);
});

it.each<[IDataObject, RegExp]>([
	[{ queueIds: AGENT }, /^'Queue IDs' is an agent ID/],
	[{ agentIds: 'u-1' }, /^'Agent IDs' is a user ID: u-1/],
	[{ agentIds: '={{ [{}] }}' }, /^'Agent IDs' is not a text/],
	[{ channel: '={{ "sms" }}' }, /^'Channel' is sms/],
])('%j is an error before sending', async (parameters, message) => {
	const { error } = await runRead({ credential, parameters: availability(parameters) });
	expect(error?.message).toMatch(message);
	expect(simulator.requests()).toEqual([]);
});

it('says so if the answer is something else', async () => {
	const { error } = await readAnswer(credential, availability(), {});
	expect(error?.message).toMatch(/not with agents by their state as Kore does \(HTTP 200\)/);
});
