import type { RequestEntry } from '../../kore-simulator/types';

const MINUTE_MS = 60_000;

/**
 * @param requests in the order of their arrival
 * @returns the most that arrived in any 60 s
 */
export function fullestMinute(requests: RequestEntry[]): number {
	const times = requests.map(({ atMonotonic }) => atMonotonic);
	let first = 0;
	return times.reduce((most, time, last) => {
		while (time - times[first] >= MINUTE_MS) first += 1;
		return Math.max(most, last - first + 1);
	}, 0);
}

/** @returns seconds from the first to the last arrival */
export function secondsOf(requests: RequestEntry[]): number {
	const [first, last] = [requests[0], requests[requests.length - 1]];
	return (last.atMonotonic - first.atMonotonic) / 1000;
}

/** Writes a figure to the test's output: a test that passes does not say how narrowly. */
export function tell(what: string, figures: Record<string, number | string>) {
	const values = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
	process.stdout.write(`    ${what}: ${values.join(', ')}\n`);
}
