import { QUEUE } from '../harness/ids';
import { asked, readAnswer, runRead, toRead } from '../harness/read';
import { byId } from '../harness/setup';
import { useSimulator } from '../harness/useSimulator';

const { simulator, credential } = useSimulator();

const hours = (rest?: Record<string, unknown>) =>
	toRead('queue', 'getHours', { queueId: byId(QUEUE), ...rest });

const read = async (rest?: Record<string, unknown>) =>
	await runRead({ credential, parameters: hours(rest) });

it('names the stream in a header, and says whether the queue is open in its own time zone', async () => {
	const { rows } = await read({ at: '2026-11-24T03:29:00Z' });
	const path = `/agentassist/api/public/organizations/${credential.orgId}/operationshours/${QUEUE}`;
	expect(asked(simulator)).toEqual([
		{ call: `GET ${path}`, body: null, status: 200, rejection: null },
	]);
	expect(simulator.requests()[0].headers.iid).toBe(credential.streamId);
	expect(rows).toMatchObject([
		{
			queueId: QUEUE,
			isOpen: false,
			isOpenNote: null,
			localTime: '2026-11-24 08:59',
			at: '2026-11-24T03:29:00.000Z',
			timezone: 'Asia/Kolkata',
			standardDays: expect.arrayContaining([
				{ day: 'TU', start: '9:00 AM', end: '5:30 PM' },
			]) as object[],
			specialDays: [],
		},
	]);
	expect(rows[0]).not.toHaveProperty('createdBy');
});

it.each([
	['a zone of its own', '2026-11-24T09:00:00+05:30', '2026-11-24T03:30:00.000Z'],
	["the workflow's zone", '2026-11-24T09:00:00', '2026-11-24T14:00:00.000Z'],
	['a DateTime', '={{ DateTime.fromISO("2026-11-24T09:00:00Z") }}', '2026-11-24T09:00:00.000Z'],
	['milliseconds', '={{ 1700000000000 }}', '2023-11-14T22:13:20.000Z'],
	['a zone without a colon', '2026-11-24T09:00:00+0530', '2026-11-24T03:30:00.000Z'],
	['UTC', '2026-11-24T09:00:00z', '2026-11-24T09:00:00.000Z'],
	["the workflow's zone, with a space", ' 2026-11-24 09:00 ', '2026-11-24T14:00:00.000Z'],
	['a Date', '={{ new Date(1700000000000) }}', '2023-11-14T22:13:20.000Z'],
])('takes a time in %s', async (_name, at, expected) => {
	expect((await read({ at })).rows).toMatchObject([{ at: expected }]);
});

it('means now without a time, and gives the row as Kore does', async () => {
	const before = Date.now();
	const { rows } = await read({ simplify: false });
	expect(Date.parse(rows[0].at as string)).toBeGreaterThanOrEqual(before);
	expect(rows).toMatchObject([{ isHoursOfOperationValid: true, standardDays: { days: {} } }]);
});

it.each<[string, string?]>([
	['soon'],
	['={{ [] }}', '[]'],
	['1'],
	['2026'],
	['11/24/2026 16:00'],
	['on 2026-11-24'],
	['2026-11-24T99:00'],
	['2026-11-24T99:00Z'],
	['={{ true }}', 'true'],
	['={{ ({ a: 1 }) }}', '{"a":1}'],
])('refuses %s, which is no time', async (at, shown = at) => {
	const { error } = await read({ at });
	expect(error?.message).toBe(`'At' is ${shown}`);
	expect(error?.description).toMatch(/e\.g\. 2026-11-24T16:00, or leave it empty for now/);
	expect(simulator.requests()).toEqual([]);
});

it('says when nothing can be known, and what is left out', async () => {
	const standardDays = { days: [{ day: 'TU', start: '9:00 AM', end: '5:00 PM' }] };
	const nowhere = { standardDays, timezone: 'Kore/Nowhere' };
	const { rows } = await readAnswer(credential, hours(), nowhere);
	expect(rows).toMatchObject([
		{ isOpen: null, isOpenNote: "n8n knows no time zone 'Kore/Nowhere'.", localTime: null },
	]);
});

const CHRISTMAS = [{ date: '12-25' }];
const NOTE = 'Special days are not counted in: look at specialDays.';

it.each<[unknown, unknown, string | null]>([
	[{ days: CHRISTMAS }, CHRISTMAS, NOTE],
	[CHRISTMAS, CHRISTMAS, NOTE],
	[{ dates: CHRISTMAS }, { dates: CHRISTMAS }, NOTE],
	[{ days: { '12-25': 'closed' } }, { days: { '12-25': 'closed' } }, NOTE],
	[{ frequency: 'YEARLY', days: [] }, [], null],
	[[], [], null],
	[{}, [], null],
	[{ days: null }, [], null],
	[undefined, [], null],
])('special days %j: shows what there is, and says so', async (specialDays, shown, isOpenNote) => {
	const standardDays = { days: [{ day: 'TU', start: '9:00 AM', end: '5:00 PM' }] };
	const answer = { standardDays, timezone: 'UTC', specialDays };
	const parameters = hours({ at: '2026-11-24T10:00:00Z' });
	const { rows } = await readAnswer(credential, parameters, answer);
	expect(rows).toMatchObject([{ isOpen: true, isOpenNote }]);
	expect(rows[0].specialDays).toEqual(shown);
});
