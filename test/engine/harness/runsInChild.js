'use strict';

/** The child of `trustingProcess.js`: batches of runs from its standard input, their results to its output. */

const { json } = require('node:stream/consumers');
const { setTimeout: pause } = require('node:timers/promises');
const { runAssign } = require('./workflow');

/** @import { Run, RunResult } from './trustingProcess' */

const LIMIT_MS = 5000;

/** @param {Run} run @returns {Promise<RunResult>} */
async function settle(run) {
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
	const batches = /** @type {Run[][]} */ (await json(process.stdin));
	const done = [];
	for (const runs of batches) {
		const results = await Promise.all(runs.map(settle));
		done.push({ results, peakMb: process.resourceUsage().maxRSS / 1024 });
	}
	process.stdout.write(JSON.stringify(done), () => process.exit());
}

void main();
