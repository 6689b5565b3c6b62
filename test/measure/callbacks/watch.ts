import { setTimeout as sleep } from 'node:timers/promises';

import { processId, residentMb } from '../process';
import type { N8nInstance } from '../../e2e/n8n-host/n8n-instance';

const EVERY_MS = 500;
const LIMIT_MS = 10_000;

/** What is seen of n8n from outside while it is attacked. */
interface Seen {
	/** How long /healthz took, each time; infinite if it did not answer */
	answeredMs: number[];
	rssMb: number[];
}

/** Asks /healthz twice a second and notes n8n's memory, until `stop` is called. */
export async function watch(instance: N8nInstance) {
	const seen: Seen = { answeredMs: [], rssMb: [] };
	const pid = await processId(instance);
	let stopped = false;
	const watching = (async () => {
		while (!stopped) {
			const began = performance.now();
			const signal = AbortSignal.timeout(LIMIT_MS);
			const ok = await fetch(`${instance.url}healthz`, { signal }).then(
				async (answer) => (await answer.text()) && answer.ok,
				() => false,
			);
			const took = performance.now() - began;
			seen.answeredMs.push(ok ? took : Infinity);
			seen.rssMb.push(await residentMb(pid));
			await sleep(Math.max(0, EVERY_MS - took));
		}
	})();
	return {
		seen,
		stop: async () => {
			stopped = true;
			await watching;
			return seen;
		},
	};
}

/**
 * The mean of one fifth of the samples.
 *
 * @param which from 0 to 4
 */
export function meanOfFifth(samples: number[], which: number) {
	const fifth = samples.slice(
		Math.floor((samples.length * which) / 5),
		Math.floor((samples.length * (which + 1)) / 5),
	);
	return fifth.reduce((sum, value) => sum + value, 0) / fifth.length;
}
