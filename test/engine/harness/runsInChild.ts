/** The child of `trustingProcess.ts`: batches of runs from its standard input, their results to its output. */

import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { runAssign, type Run } from './run';
import type { BatchResult, RunResult } from './trustingProcess';

const LIMIT_MS = 5000;

async function settle(run: Run): Promise<RunResult> {
	const began = performance.now();
	const limit = pause(LIMIT_MS, undefined, { ref: false });
	const result = await Promise.race([runAssign(run), limit]);
	return {
		hung: !result,
		success: result?.success ?? [],
		failure: result?.failure ?? [],
		message: result?.error?.message,
		tookMs: performance.now() - began,
	};
}

async function main() {
	const batches = (await json(process.stdin)) as Run[][];
	const done: BatchResult[] = [];
	for (const runs of batches) {
		const results = await Promise.all(runs.map(settle));
		done.push({ results, peakMb: process.resourceUsage().maxRSS / 1024 });
	}
	process.stdout.write(JSON.stringify(done), () => process.exit());
}

void main();
