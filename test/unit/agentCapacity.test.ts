import {
	CHANNELS,
	freeCapacity,
	isFull,
	readAvailability,
	simplifyAvailability,
	type Channel,
} from '../../dist/nodes/KoreAgentAssist/resources/agent/availability';

const agent = (channelCapacity?: unknown) => ({ _id: 'a-1', channelCapacity });
const ALL = [...CHANNELS];

describe('readAvailability', () => {
	it.each([
		['a list', [{ _id: 'a-1' }]],
		['none of the lists', { AVAILABLE: 'none' }],
		['an error', { AVAILABLE: [], errors: [{ msg: 'No' }] }],
		['nothing', null],
	])('reads nothing from %s', (_, answer) => expect(readAvailability(answer)).toBeUndefined());

	it('reads one list, and leaves out what is no agent', () => {
		expect(readAvailability({ AWAY: [null, 'a-2', { _id: 'a-1', n: 1 }] })).toEqual([
			{ _id: 'a-1', n: 1, state: 'away' },
		]);
		expect(readAvailability({ OFFLINE: [] })).toEqual([]);
	});

	it('keeps agents without an ID apart, and takes one in several lists for who is less free', () => {
		const answer = {
			OFFLINE: [{ _id: 4 }],
			AWAY: [{ _id: 'a-1' }],
			BUSY: [{ _id: 'a-1' }, { name: 'x' }],
			AVAILABLE: [{ _id: 'a-1' }, { name: 'x' }, { _id: '4' }],
		};
		expect(readAvailability(answer)).toEqual([
			{ name: 'x', state: 'available' },
			{ name: 'x', state: 'busy' },
			{ _id: 'a-1', state: 'away' },
			{ _id: 4, state: 'offline' },
		]);
	});
});

it.each<[string, unknown, Channel[], number, boolean]>([
	[
		'counts all channels',
		{ email: { availableCapacity: 2 }, voice: { availableCapacity: 1 } },
		ALL,
		3,
		false,
	],
	['counts the chosen one', { email: { availableCapacity: 2 }, voice: {} }, ['voice'], 0, true],
	['a number that came as text', { email: { availableCapacity: '2' } }, ['email'], 2, false],
	[
		'nothing on a channel that is off',
		{ email: { isEnabled: false, availableCapacity: 2 } },
		ALL,
		0,
		true,
	],
	[
		'nothing below nothing',
		{ email: { availableCapacity: -3 }, voice: { availableCapacity: 1 } },
		ALL,
		1,
		false,
	],
	['nothing where Kore tells no number', { email: { availableCapacity: 'many' } }, ALL, 0, true],
	[
		"takes Kore's word for all channels if it tells of none",
		{ email: {}, voice: {} },
		ALL,
		0,
		false,
	],
	["takes Kore's word if there are no capacities", undefined, ALL, 0, false],
	['but not for one channel', undefined, ['email'], 0, true],
])('%s', (_, channels, chosen, free, full) => {
	expect(freeCapacity(agent(channels), chosen)).toBe(free);
	expect(isFull(agent(channels), chosen)).toBe(full);
});

it('makes an agent small', () => {
	const capacity = { isEnabled: true, totalCapacity: '3', usedCapacity: 1, availableCapacity: 2 };
	const row = {
		...agent({ email: capacity, voice: [] }),
		userId: 'u-1',
		customId: 7,
		state: 'busy',
	};
	const none = { isEnabled: null, totalCapacity: 0, usedCapacity: 0, availableCapacity: 0 };
	expect(simplifyAvailability(row, ['email'])).toEqual({
		id: 'a-1',
		userId: 'u-1',
		name: null,
		email: null,
		customId: '7',
		state: 'busy',
		availableCapacity: 2,
		channels: {
			liveChat: none,
			messaging: none,
			email: { isEnabled: true, totalCapacity: 3, usedCapacity: 1, availableCapacity: 2 },
			voice: none,
			voiceMail: none,
		},
	});
});
