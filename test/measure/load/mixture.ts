/**
 * What is asked, and what Kore and others post for it, all by the number of the transfer: half of the
 * transfers wait for their result through the trigger, a quarter of the results is repeated with the
 * same bytes, a fifth with others, and every other transfer has a forgery.
 */
export type Kind = 'genuine' | 'same bytes' | 'other bytes' | 'forgery';

interface Delivery {
	kind: Kind;
	/** After Kore's answer to the request */
	delayMs: number;
}

export const waits = (number: number) => number % 2 === 1;

export function deliveriesFor(number: number): Delivery[] {
	// From at once, which is too early for an execution that waits, to a fifth of a second.
	const delayMs = (number * 37) % 200;
	const deliveries: Delivery[] = [{ kind: 'genuine', delayMs }];
	// Some at the very same moment, some while the resumed execution runs, some when all is over.
	if (number % 4 < 1)
		deliveries.push({ kind: 'same bytes', delayMs: delayMs + (number % 3) * 700 });
	if (number % 5 < 1) deliveries.push({ kind: 'other bytes', delayMs: delayMs + 1000 });
	if (number % 4 > 1) deliveries.push({ kind: 'forgery', delayMs: (number * 13) % 300 });
	return deliveries;
}

/** Each of them becomes an event. */
export const eventsFor = (number: number) =>
	deliveriesFor(number).filter(({ kind }) => kind !== 'forgery').length;
