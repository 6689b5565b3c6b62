import { ExpiringMap } from '../expiringMap';

/**
 * Longer than n8n takes from a callback to the end of the wait; and than the trigger waits for n8n's answer, as it asks once more
 * then, which must not resume the execution a second time.
 */
const RESUMING_MS = 7000;

/** What a waiting node answers meanwhile: n8n itself would say that the execution is running already. */
export const RESUMING = 'Another callback is resuming it';

/** How long it is remembered that a waiting node has taken a callback. */
const TAKEN_MS = 5 * 60_000;

const taken = new ExpiringMap<number>(TAKEN_MS);

/**
 * To be called when a waiting node takes a callback. False if it has taken another one of the same request just before: n8n 1.x
 * resumes an execution once for each of several callbacks that come at the same moment (2.x takes the first). Holds for one
 * process of n8n.
 */
export function beginResuming(requestId: string): boolean {
	const now = performance.now();
	if (now - takenAt(requestId) < RESUMING_MS) return false;
	taken.set(requestId, now);
	return true;
}

/**
 * When a waiting node in this process has last taken a callback of the request, as performance.now() tells it. With a limit of
 * concurrent executions n8n may answer that callback only much later: when another execution has ended.
 */
export const takenAt = (requestId: string): number => taken.get(requestId) ?? -Infinity;

/** Longer than most waits; after its limit nobody says any more that a wait was ended by a callback. */
const UNAWAITED_MS = 24 * 60 * 60_000;

const unawaited = new ExpiringMap<'result' | 'nothing'>(UNAWAITED_MS);

/**
 * To be called when the node goes on without the callback of a request that it was to wait for: as Kore's answer was the result, or
 * told nothing of it. n8n says the same of such an execution as of one that a callback has resumed. Holds for one process of n8n.
 */
export const goOnWithout = (requestId: string, having: 'result' | 'nothing'): void =>
	unawaited.set(requestId, having);

/** What the node had when it went on without the callback; undefined if it waits, or nobody here knows. */
export const wentOnWith = (requestId: string): 'result' | 'nothing' | undefined =>
	unawaited.get(requestId);
