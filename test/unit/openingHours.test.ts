import {
	openAt,
	readSpecialDays,
} from '../../dist/nodes/KoreAgentAssist/resources/queue/hours/openAt';
import {
	momentOf,
	wallClock,
} from '../../dist/nodes/KoreAgentAssist/resources/queue/hours/wallClock';

const BERLIN = 'Europe/Berlin';

const open = (days: unknown, at: string, timezone = BERLIN, rest: object = {}) =>
	openAt({ timezone, standardDays: { frequency: 'WEEKLY', days }, ...rest }, new Date(at));

const day = (name: string, start: string, end: string) => ({ day: name, start, end });

// 2026-03-29 (SU) and 2026-10-25 (SU) are the days on which Berlin's clocks change.
it.each([
	['from its first moment', [day('TU', '9:00 AM', '5:00 PM')], '2026-11-24T08:00:00Z', true],
	['not before', [day('TU', '9:00 AM', '5:00 PM')], '2026-11-24T07:59:59.999Z', false],
	['until its end', [day('TU', '9:00 AM', '5:00 PM')], '2026-11-24T15:59:59.999Z', true],
	['no longer', [day('TU', '9:00 AM', '5:00 PM')], '2026-11-24T16:00:00Z', false],
	['on that day only', [day('MO', '9:00 AM', '5:00 PM')], '2026-11-24T10:00:00Z', false],
	['until midnight', [day('TU', '12:00 AM', '11:59:59.999 PM')], '2026-11-24T22:59:59.999Z', true],
	['at noon', [day('TU', '12:00 PM', '1:00 PM')], '2026-11-24T11:30:00Z', true],
	['over midnight, before', [day('SA', '10:00 PM', '6:00 AM')], '2026-11-21T22:00:00Z', true],
	['over midnight, after', [day('SA', '10:00 PM', '6:00 AM')], '2026-11-22T04:59:00Z', true],
	['over midnight, at its end', [day('SA', '10:00 PM', '6:00 AM')], '2026-11-22T05:00:00Z', false],
	['not in the night before', [day('SA', '10:00 PM', '6:00 AM')], '2026-11-21T04:00:00Z', false],
	[
		'twice a day',
		[day('TU', '8:00 AM', '9:00 AM'), day('TU', '1:00 PM', '2:00 PM')],
		'2026-11-24T12:00:00Z',
		true,
	],
	['in summer', [day('SU', '9:00 AM', '5:00 PM')], '2026-03-29T07:00:00Z', true],
	['in winter', [day('SU', '9:00 AM', '5:00 PM')], '2026-10-25T07:30:00Z', false],
	['in the first of two hours', [day('SU', '2:00 AM', '3:00 AM')], '2026-10-25T00:30:00Z', true],
	['in the second, too', [day('SU', '2:00 AM', '3:00 AM')], '2026-10-25T01:30:00Z', true],
	[
		'over midnight, not on the day after its end',
		[day('SA', '10:00 PM', '6:00 AM')],
		'2026-11-23T04:00:00Z',
		false,
	],
	['over the end of a week', [day('SU', '10:00 PM', '6:00 AM')], '2026-11-23T04:00:00Z', true],
	[
		'over midnight, from the day before sunday',
		[day('SA', '10:00 PM', '6:00 AM')],
		'2026-11-22T04:00:00Z',
		true,
	],
	[
		'over midnight, at its first moment',
		[day('SA', '10:00 PM', '6:00 AM')],
		'2026-11-21T21:00:00Z',
		true,
	],
	[
		'over midnight, not just before',
		[day('SA', '10:00 PM', '6:00 AM')],
		'2026-11-21T20:59:59.999Z',
		false,
	],
	['from midnight', [day('TU', '12:00 AM', '1:00 AM')], '2026-11-23T23:00:00Z', true],
	['from a second', [day('TU', '9:00:30 am', '5:00PM')], '2026-11-24T08:00:30Z', true],
	[
		'not before that second',
		[day('TU', '9:00:30 am', '5:00PM')],
		'2026-11-24T08:00:29.999Z',
		false,
	],
	[
		'from a millisecond',
		[day('TU', '9:59:59.500 AM', '5:00 PM')],
		'2026-11-24T08:59:59.500Z',
		true,
	],
	['not before that', [day('TU', '9:59:59.500 AM', '5:00 PM')], '2026-11-24T08:59:59.499Z', false],
	['until half past', [day('TU', '12:30 PM', '12:31 PM')], '2026-11-24T11:30:59.999Z', true],
	['never, without days', [], '2026-11-24T10:00:00Z', false],
])('open %s', (_name, days, at, expected) => {
	expect(open(days, at)).toMatchObject({ isOpen: expected, isOpenNote: null });
});

it('looks at the day of its own zone', () => {
	const days = [day('WE', '12:00 AM', '6:00 AM')];
	expect(open(days, '2026-11-24T20:00:00Z', 'Asia/Kolkata')).toEqual({
		isOpen: true,
		isOpenNote: null,
		localTime: '2026-11-25 01:30',
	});
});

const noon = [day('TU', '9:00 AM', '5:00 PM')];

it.each<[unknown, string, object, RegExp]>([
	[noon, '', {}, /no time zone ''/],
	[noon, 'Mars/Base', {}, /no time zone 'Mars\/Base'/],
	[noon, BERLIN, { status: 'INACTIVE' }, /are INACTIVE/],
	[noon, BERLIN, { isHoursOfOperationValid: false }, /not valid/],
	[noon, BERLIN, { standardDays: { frequency: 'MONTHLY', days: noon } }, /MONTHLY, not WEEKLY/],
	[undefined, BERLIN, {}, /no standard days/],
	[[day('XX', '9:00 AM', '5:00 PM')], BERLIN, {}, /cannot be read: .*XX/],
	[[day('TU', '13:00', '5:00 PM')], BERLIN, {}, /cannot be read: .*13:00/],
	[[day('TU', '9:00 AM', '13:00 PM')], BERLIN, {}, /cannot be read/],
	[[day('TU', '9:00 AM', '9:00 AM')], BERLIN, {}, /cannot be read/],
	[[null], BERLIN, {}, /cannot be read/],
	[noon, BERLIN, { timezone: 5, status: 'ACTIVE' }, /no time zone '5'/],
	[noon, BERLIN, { status: {} }, /are not active\.$/],
	[noon, BERLIN, { standardDays: { frequency: {}, days: noon } }, /in another way, not WEEKLY/],
	[noon, BERLIN, { standardDays: 'always' }, /no standard days/],
	[{ day: 'TU' }, BERLIN, {}, /no standard days/],
	[
		[{ start: '9:00 AM', end: '5:00 PM' }],
		BERLIN,
		{},
		/cannot be read: {"start":"9:00 AM","end":"5:00 PM"}\.$/,
	],
	[[{ day: 'TU', start: '9:00 AM' }], BERLIN, {}, /cannot be read/],
	[[{ day: 'TU', end: '9:00 AM' }], BERLIN, {}, /cannot be read/],
	[[day('TU', '0:30 AM', '5:00 PM')], BERLIN, {}, /cannot be read/],
	[[day('TU', '9:60 AM', '5:00 PM')], BERLIN, {}, /cannot be read/],
	[[day('TU', '9:00:60 AM', '5:00 PM')], BERLIN, {}, /cannot be read/],
	[[day('TU', '109:00 AM', '5:00 PM')], BERLIN, {}, /cannot be read/],
	[[day('TU', '9:00 AM sharp', '5:00 PM')], BERLIN, {}, /cannot be read/],
	[[day('TU', '9:5 AM', '5:00 PM')], BERLIN, {}, /cannot be read/],
	[[...noon, day('XX', '9:00 AM', '5:00 PM')], BERLIN, {}, /cannot be read: .*XX/],
])('%j in %s with %j cannot be known', (days, zone, rest, note) => {
	const { isOpen, isOpenNote } = open(days, '2026-11-24T12:00:00Z', zone, rest);
	expect(isOpen).toBeNull();
	expect(isOpenNote).toMatch(note);
});

it.each([
	['2026-11-24T16:00:00', '2026-11-24T15:00:00.000Z'],
	['2026-07-01T16:00', '2026-07-01T14:00:00.000Z'],
	['2026-10-25T02:30:00', '2026-10-25T00:30:00.000Z'],
	['2026-03-29T02:30:00', '2026-03-29T01:30:00.000Z'],
	['2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
])('%s in Berlin is %s', (local, expected) => {
	expect(momentOf(local, BERLIN)?.toISOString()).toBe(expected);
});

it('knows no moment for what is no time', () => {
	expect(momentOf('soon', BERLIN)).toBeUndefined();
	expect(momentOf('2026-11-24T16:00', 'Mars/Base')).toBeUndefined();
});

it('is active, and weekly, where Kore says nothing else', () => {
	const standardDays = { days: [day('TU', '9:00 AM', '5:00 PM')] };
	const rest = { standardDays, status: 'ACTIVE', isHoursOfOperationValid: true };
	expect(open(undefined, '2026-11-24T10:00:00Z', BERLIN, rest).isOpen).toBe(true);
});

it.each<[unknown, unknown, boolean]>([
	[undefined, [], false],
	[null, [], false],
	[{}, [], false],
	[{ days: [] }, [], false],
	[{ days: null, frequency: null }, [], false],
	[{ days: ['2026-12-24'] }, ['2026-12-24'], true],
	[{ days: null, holiday: 'x' }, { days: null, holiday: 'x' }, true],
	['2026-12-24', '2026-12-24', true],
])('of the special days %j it shows %j', (specialDays, shown, noted) => {
	expect(readSpecialDays(specialDays)).toEqual(shown);
	const { isOpenNote } = open(noon, '2026-11-24T12:00:00Z', BERLIN, { specialDays });
	expect(isOpenNote).toBe(noted ? 'Special days are not counted in: look at specialDays.' : null);
});

it('shows when it is there, where it is not known whether it is open', () => {
	const at = '2026-11-24T12:05:00Z';
	expect(open(noon, at, BERLIN, { status: 'INACTIVE' }).localTime).toBe('2026-11-24 13:05');
	expect(open(noon, at, 'Mars/Base').localTime).toBeNull();
});

it('reads the clock of a zone', () => {
	expect(wallClock(new Date('2026-01-02T23:04:05.678Z'), BERLIN)).toEqual({
		day: 'SA',
		milliseconds: ((0 * 60 + 4) * 60 + 5) * 1000 + 678,
		text: '2026-01-03 00:04',
	});
	expect(wallClock(new Date(), 'Mars/Base')).toBeUndefined();
});

it.each([
	['America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00.000Z'],
	['America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00.000Z'],
	['Pacific/Kiritimati', '2026-01-01T00:00:00.250', '2025-12-31T10:00:00.250Z'],
	['UTC', '2026-01-01T00:00:00', '2026-01-01T00:00:00.000Z'],
])('in %s, %s is %s', (zone, local, expected) => {
	expect(momentOf(local, zone)?.toISOString()).toBe(expected);
});
