import { asText, isObject, type Row } from '../../../dist/nodes/shared/kore/answer';
import { findIds } from '../found';
import { shown } from '../mask/shown';
import { about, aboutRefusal, hasFields, whole } from './about';
import { judged, notSeen, type Assumption } from './assumption';

const TIME = /^\d{1,2}:\d\d(:\d\d(\.\d+)?)? [AP]M$/;
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

const daysOf = (body: unknown, kind: 'standardDays' | 'specialDays'): unknown => {
	const part = isObject(body) ? body[kind] : undefined;
	return isObject(part) ? part.days : undefined;
};

const standardDays = (body: unknown): Row[] =>
	[daysOf(body, 'standardDays')].flat().filter(isObject);

/** One queue: its statistics and its hours. */
export const queueAssumptions: Assumption[] = [
	{
		id: 'A25',
		section: '3.4',
		says: 'Statistics are an array of one row: `queueId`, `waiting`, `engaged`, `dropOff`, `agentStatus`, `noOfAgents`, `queueSummary`.',
		judge: (seen) =>
			about(seen, 'statistics', (body) => {
				if (!Array.isArray(body) || body.length !== 1) return judged(false, whole(body));
				const names = ['queueId', 'waiting', 'engaged', 'dropOff', 'agentStatus', 'noOfAgents'];
				const rows = body.filter(isObject);
				const isAnothers = rows.some(({ queueId }) => queueId !== findIds(seen).queueId);
				const fields = hasFields(rows, [...names, 'queueSummary']);
				if (fields.verdict === 'differs' || !isAnothers) return fields;
				return judged(false, shown`of another queue`);
			}),
	},
	{
		id: 'A26',
		section: '3.4',
		says: 'Hours have `standardDays.days[]` with `day`, `start` and `end`, `specialDays`, `timezone` and `status`; the stream stands in the header `IId`.',
		judge: (seen) =>
			about(seen, 'hours', (body) => {
				const fields = hasFields(isObject(body) ? [body] : [], [
					...['standardDays', 'specialDays', 'timezone', 'status'],
				]);
				if (fields.verdict === 'differs') return fields;
				const days = daysOf(body, 'standardDays');
				if (Array.isArray(days) && days.length === 0) return notSeen(shown`no day`);
				return hasFields(standardDays(body), ['day', 'start', 'end']);
			}),
	},
	{
		id: 'A27',
		section: '3.4',
		says: 'The days of hours are `SU` to `SA`, times are like `9:00 AM`.',
		judge: (seen) =>
			about(seen, 'hours', (body) => {
				const days = standardDays(body);
				if (days.length === 0) return notSeen(shown`no day`);
				const isDay = days.every(({ day }) => DAYS.some((known) => known === day));
				const times = days.flatMap(({ start, end }) => [asText(start) ?? '', asText(end) ?? '']);
				const odd = times.filter((time) => !TIME.test(time)).length;
				const words = isDay ? shown`days as documented` : shown`other days`;
				return judged(
					isDay && odd === 0,
					shown`${words}, ${odd} of ${times.length} times of another form`,
				);
			}),
	},
	{
		id: 'A28',
		section: '3.4',
		says: '`specialDays.days` is an array, and empty; what stands in it otherwise is unknown.',
		judge: (seen) =>
			about(seen, 'hours', (body) => {
				const days = daysOf(body, 'specialDays');
				const isEmpty = Array.isArray(days) && days.length === 0;
				const what = Array.isArray(days) ? shown`${days.length} days` : shown`no array`;
				return judged(isEmpty, isEmpty ? what : shown`${what}; see the fields of the call`);
			}),
	},
	{
		id: 'A34',
		section: '1.5',
		says: 'An ID in the path that nobody has is refused: 400, `Invalid …`.',
		judge: (seen) => aboutRefusal(seen, 'noQueue', { status: 400, words: /^invalid/i }),
	},
];
