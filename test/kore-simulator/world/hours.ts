import type { Hours } from './types';

const WORKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR'];

/** Kore's times, which end a day with 11:59:59.999 PM (docs/kore-api.md 3.4). */
export const createHours = (): Hours => ({
	timezone: 'Asia/Kolkata',
	days: [
		...WORKDAYS.map((day) => ({ start: '9:00 AM', end: '5:30 PM', day })),
		{ start: '12:00 AM', end: '11:59:59.999 PM', day: 'SA' },
	],
});
