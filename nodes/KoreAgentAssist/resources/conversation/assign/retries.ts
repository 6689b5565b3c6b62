import { ExpiringMap } from '../../../../shared/expiringMap';
import type { Settled } from './earlierTries';

/**
 * What the Retries of one execution have sent, by turn of a loop and conversation. n8n hands each of them what that execution has
 * saved, so that a second Retry of it knows nothing of the first.
 */
export type Retries = Map<string, Settled>;

/** Somebody may come back to a failed execution hours later. */
const KEPT_MS = 24 * 60 * 60_000;

const known = new ExpiringMap<Retries>(KEPT_MS);

/** Of all executions that have this lineage. Holds for one process of n8n. */
export function retriesOfLineage(lineage: string): Retries {
	const retries: Retries = known.get(lineage) ?? new Map<string, Settled>();
	known.set(lineage, retries);
	return retries;
}
