import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8nInstance } from '../../e2e/n8n-host/n8n-instance';

const EVERY_MS = 500;
const LIMIT_MS = 10_000;

/** What is seen of n8n from outside while it is attacked. */
export interface Seen {
	/** How long /healthz took, each time; infinite if it did not answer */
	answeredMs: number[];
	rssMb: number[];
}

/** Asks /healthz twice a second and notes n8n's memory, until `stop` is called. */
export function watch({ url, userFolder }: N8nInstance) {
	const seen: Seen = { answeredMs: [], rssMb: [] };
	const pid = processIn(userFolder);
	let stopped = false;
	const watching = (async () => {
		while (!stopped) {
			const began = performance.now();
			const ok = await fetch(`${url}healthz`, { signal: AbortSignal.timeout(LIMIT_MS) }).then(
				async (answer) => (await answer.text()) && answer.ok,
				() => false,
			);
			const took = performance.now() - began;
			seen.answeredMs.push(ok ? took : Infinity);
			seen.rssMb.push(rssOf(pid));
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
 * n8n's main process, in Linux's /proc: its task runner has the same folder, and another command.
 */
function processIn(folder: string) {
	const own = (pid: string) => {
		try {
			const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
			return fs.readlinkSync(`/proc/${pid}/cwd`) === folder && command.includes('start');
		} catch {
			return false;
		}
	};
	const pid = fs.readdirSync('/proc').find((name) => /^\d+$/.test(name) && own(name));
	if (!pid) throw new Error(`No n8n runs in ${folder}`);
	return pid;
}

function rssOf(pid: string) {
	const kb = /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Number(kb) / 1024;
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
