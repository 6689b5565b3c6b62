import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { processId, residentMb } from '../process';
import type { LoadStage } from './stage';
import type { Transfers } from './transfers';

export interface Sample {
	/** Since the first one */
	seconds: number;
	/** Of n8n's main process */
	rssMb: number;
	/** Of one core, n8n's main process since the sample before */
	cpuPercent: number;
	/** The slowest answer of /healthz since then: it waits for n8n's event loop */
	answerMs: number;
	/** Transfers so far */
	started: number;
	/** Transfers that are not over */
	open: number;
	/** With its write-ahead log */
	databaseMb: number;
}

const EVERY_MS = 5000;
const PROBE_EVERY_MS = 250;
const PROBE_LIMIT_MS = 60_000;
// Linux counts a process's time in these.
const TICKS_A_SECOND = 100;

/** Looks at n8n every five seconds until it is stopped. */
export async function startSampler({ n8n }: LoadStage, transfers: Transfers) {
	const pid = await processId(n8n);
	const stopped = new AbortController();
	const samples: Sample[] = [];
	let slowest = 0;
	const client = axios.create({ timeout: PROBE_LIMIT_MS, proxy: false });

	const repeat = async (everyMs: number, look: () => Promise<void>) => {
		while (!stopped.signal.aborted) {
			await look();
			await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
		}
	};
	const probing = repeat(PROBE_EVERY_MS, async () => {
		const asked = performance.now();
		await client.get(`${n8n.url}healthz`);
		slowest = Math.max(slowest, performance.now() - asked);
	});

	const begin = performance.now();
	let last = { at: begin, ticks: await ticksOf(pid) };
	const sampling = repeat(EVERY_MS, async () => {
		const now = { at: performance.now(), ticks: await ticksOf(pid) };
		const share = (now.ticks - last.ticks) / TICKS_A_SECOND / ((now.at - last.at) / 1000);
		samples.push({
			seconds: (now.at - begin) / 1000,
			rssMb: await residentMb(pid),
			cpuPercent: share * 100,
			answerMs: slowest,
			started: transfers.asked,
			open: transfers.open().length,
			databaseMb: await sizeMb(n8n.databaseFile),
		});
		last = now;
		slowest = 0;
	});

	return {
		samples,
		async stop() {
			stopped.abort();
			await Promise.all([probing, sampling]);
		},
	};
}

/** @returns user's and system's */
async function ticksOf(pid: number): Promise<number> {
	const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return Number(fields[11]) + Number(fields[12]);
}

async function sizeMb(database: string) {
	const files = await Promise.all([fs.stat(database), fs.stat(`${database}-wal`)]);
	return files.reduce((sum, { size }) => sum + size, 0) / 2 ** 20;
}

export function toCsv(samples: Sample[]) {
	const names = Object.keys(samples[0]) as (keyof Sample)[];
	const rows = samples.map((sample) => names.map((name) => sample[name].toFixed(1)).join(','));
	return `${[names.join(','), ...rows].join('\n')}\n`;
}
