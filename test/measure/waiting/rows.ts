import type { Behavior, CallbackPlan } from '../../kore-simulator/types';

/** When the callbacks of a row arrive. Where nothing is said, one transfer starts after the other. */
export interface Row {
	name: string;
	/** Of the simulator. */
	behavior: Behavior & { callback: Partial<CallbackPlan> };
	/** Transfers that start at a time. */
	parallel?: number;
	/** Forged callbacks first, while the executions wait. */
	forged?: boolean;
}

export const ROWS: Row[] = [
	{ name: 'before the answer', behavior: { callback: { when: 'before' } } },
	...[0, 1, 5, 20, 50, 1000].map((delayMs) => ({
		name: `${delayMs} ms after it`,
		behavior: { callback: { delayMs } },
	})),
	{
		name: 'random, 20 at once, 0 to 200 ms after it',
		behavior: { callback: { delayMs: 0, randomDelayMs: 200 } },
		parallel: 20,
	},
	{ name: 'twice, 100 ms after it', behavior: { callback: { delayMs: 100, times: 2 } } },
	{
		name: 'three times at once, 100 ms after it',
		behavior: { callback: { delayMs: 100, simultaneous: 3 } },
	},
	{ name: 'forged, while waiting', behavior: { callback: { when: 'never' } }, forged: true },
];
