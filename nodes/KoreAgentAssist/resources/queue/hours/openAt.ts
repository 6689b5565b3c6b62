import { asText, isObject, type Row } from '../../../../shared/kore/answer';
import { wallClock } from './wallClock';

const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

const DAY_MS = 24 * 60 * 60_000;

/** What Kore writes for the end of a day (docs/kore-api.md, 3.4). */
const LAST_MILLISECOND = DAY_MS - 1;

interface Opening {
	/** Null if it cannot be known. */
	isOpen: boolean | null;
	/** Why it cannot be known, or what it leaves out; null if there is nothing to say. */
	isOpenNote: string | null;
	/** For people, in the zone of the hours: `2026-11-24 16:03`; null if the zone is not known. */
	localTime: string | null;
}

/** Times of a day, in milliseconds since its midnight. An end before the start is one of the next day. */
interface Hours {
	day: string;
	start: number;
	end: number;
}

/** Whether Kore's "Hours of Operation" are open at that moment. */
export function openAt(hours: Row, at: Date): Opening {
	const timeZone = asText(hours.timezone);
	const clock = timeZone ? wallClock(at, timeZone) : undefined;
	const localTime = clock?.text ?? null;
	const unknown = (isOpenNote: string): Opening => ({ isOpen: null, isOpenNote, localTime });
	if (!clock) return unknown(`n8n knows no time zone '${timeZone ?? ''}'.`);
	const { status, isHoursOfOperationValid } = hours;
	if (status !== undefined && status !== 'ACTIVE') {
		return unknown(`Kore says that these hours are ${asText(status) ?? 'not active'}.`);
	}
	if (isHoursOfOperationValid === false)
		return unknown('Kore says that these hours are not valid.');
	const days = readDays(hours.standardDays);
	if (typeof days === 'string') return unknown(days);

	const { day, milliseconds } = clock;
	const dayBefore = DAYS[(DAYS.indexOf(day) + 6) % 7];
	const isOpen = days.some(({ day: of, start, end }) =>
		end > start
			? of === day && milliseconds >= start && milliseconds < end
			: (of === day && milliseconds >= start) || (of === dayBefore && milliseconds < end),
	);
	return { isOpen, isOpenNote: noteOn(hours.specialDays), localTime };
}

/** The days in Kore's `specialDays`, [] if there are none; in another shape than that of its standard days they are as they came. */
export function readSpecialDays(specialDays: unknown): unknown {
	if (isObject(specialDays) && Array.isArray(specialDays.days)) return specialDays.days;
	const values = isObject(specialDays) ? Object.values(specialDays) : [specialDays];
	return values.every((value) => value === null || value === undefined) ? [] : specialDays;
}

/** Kore documents no shape for a special day, so that none can be counted in. */
function noteOn(specialDays: unknown): string | null {
	const days = readSpecialDays(specialDays);
	if (Array.isArray(days) && days.length === 0) return null;
	return 'Special days are not counted in: look at specialDays.';
}

/** What is wrong with them, if they cannot be read. */
function readDays(standardDays: unknown): Hours[] | string {
	const { frequency, days } = isObject(standardDays) ? standardDays : ({} as Row);
	if (!Array.isArray(days)) return 'Kore has sent no standard days.';
	if (frequency !== undefined && frequency !== 'WEEKLY') {
		return `Kore repeats these hours ${asText(frequency) ?? 'in another way'}, not WEEKLY.`;
	}
	const read: Hours[] = [];
	for (const entry of days as unknown[]) {
		const { day, start, end } = isObject(entry) ? entry : ({} as Row);
		const hours = { day: asText(day) ?? '', start: readTime(start), end: readTime(end) };
		// The same time twice may mean all day or never.
		if (!DAYS.includes(hours.day) || hours.start === hours.end || !isRead(hours)) {
			return `These hours cannot be read: ${JSON.stringify({ day, start, end })}.`;
		}
		read.push(hours);
	}
	return read;
}

const isRead = (hours: { day: string; start?: number; end?: number }): hours is Hours =>
	hours.start !== undefined && hours.end !== undefined;

/** `9:00 AM` or `11:59:59.999 PM`, which is the midnight that ends the day. */
function readTime(value: unknown): number | undefined {
	const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?\s?(AM|PM)$/i.exec(
		asText(value) ?? '',
	);
	if (!match) return undefined;
	const [hour, minute, second, millisecond] = match.slice(1, 5).map((part) => Number(part ?? 0));
	if (hour < 1 || hour > 12 || minute > 59 || second > 59) return undefined;
	const hours = (hour % 12) + (match[5].toUpperCase() === 'PM' ? 12 : 0);
	const time = ((hours * 60 + minute) * 60 + second) * 1000 + millisecond;
	return time === LAST_MILLISECOND ? DAY_MS : time;
}
