/** Shows times of a zone as people there read them. */
interface WallClock {
	/** As Kore abbreviates weekdays: MO. */
	day: string;
	/** Since midnight, as the clock on the wall shows it. */
	milliseconds: number;
	/** For people: `2026-11-24 16:03`. */
	text: string;
}

const DAY_MS = 24 * 60 * 60_000;

/** Undefined if the machine knows no zone of that name. */
export function wallClock(at: Date, timeZone: string): WallClock | undefined {
	const parts = partsOf(at, timeZone);
	if (!parts) return undefined;
	const { year, month, day, weekday, hour, minute, second } = parts;
	const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
	return {
		day: weekday.slice(0, 2).toUpperCase(),
		milliseconds: seconds * 1000 + at.getMilliseconds(),
		text: `${year}-${month}-${day} ${hour}:${minute}`,
	};
}

/**
 * The moment at which a clock in the zone shows a time without a zone, e.g. `2026-11-24T16:03`; of an hour that is shown twice the
 * first, of one that is left out the time after it. Undefined if it is no time, or there is no zone of that name.
 */
export function momentOf(local: string, timeZone: string): Date | undefined {
	const asUtc = Date.parse(`${local}Z`);
	if (Number.isNaN(asUtc)) return undefined;
	// Clocks are never further from UTC than a day, and change by less.
	const offsets = [-DAY_MS, DAY_MS].map((away) => offsetAt(new Date(asUtc + away), timeZone));
	const candidates = offsets
		.filter((offset) => offset !== undefined)
		.map((offset) => new Date(asUtc - offset));
	const exact = candidates.filter((at) => at.getTime() + (offsetAt(at, timeZone) ?? NaN) === asUtc);
	return exact.sort((one, other) => one.getTime() - other.getTime())[0] ?? candidates[0];
}

/** Milliseconds by which the zone's clocks are before UTC. */
function offsetAt(at: Date, timeZone: string): number | undefined {
	const parts = partsOf(at, timeZone);
	if (!parts) return undefined;
	const { year, month, day, hour, minute, second } = parts;
	const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	return shown - Math.floor(at.getTime() / 1000) * 1000;
}

function partsOf(at: Date, timeZone: string): Record<string, string> | undefined {
	try {
		const format = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			weekday: 'short',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
	} catch {
		return undefined;
	}
}
