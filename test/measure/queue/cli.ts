import os from 'node:os';

import { readArguments, settingsFrom } from '../arguments';
import { runTool, say } from '../tool';
import { collectTokens, postCallbacks } from './callback-load';
import { table, type Rates } from './figures';
import { openQueueStage, type QueueStage } from '../../e2e/queue-mode/queue-stage';

// Each number of workers comes first as often as last, so that a machine that gets slower favours neither.
const ROUNDS: Array<1 | 2> = [2, 1, 1, 2, 2, 1];

// A process loads much of n8n with its first executions.
const WARM_UP = 40;

const CASES = [
	{ name: 'workflow that only takes the event', seconds: 0, callbacks: 100 },
	{ name: 'workflow that waits for 4 s, as for another service', seconds: 4, callbacks: 60 },
];

const USAGE = `Callbacks a second with one and with two workers, in rounds that alternate. Prints them and their ratio; it is
no test, as figures of a shared machine differ from run to run.

usage: npx tsx test/measure/queue/cli.ts [--env NAME=value]`;

async function main() {
	const { env } = readArguments(USAGE, { env: [] as string[] });
	say('Starting PostgreSQL, Redis and four processes of n8n');
	const stage = await openQueueStage(0, settingsFrom(env));
	try {
		const tokens = await collectTokens(stage, Math.max(...CASES.map((one) => one.callbacks)));
		for (const { name, seconds, callbacks } of CASES) {
			const { id, url } = await stage.publishResult(seconds);
			const rates = await playRounds(stage, url, tokens.slice(0, callbacks));
			const status = ['error', 'crashed'];
			const failed = await stage.builder.executions({ workflowId: id, status });
			if (failed.length > 0) throw new Error(`${failed.length} executions failed`);
			say(`\n${callbacks} callbacks a round, ${name}\n\n${table(rates)}`);
		}
		const load = os.loadavg()[0].toFixed(1);
		say(`\n${os.cpus().length} cores for all of it, the sender too; load ${load} at the end.`);
	} finally {
		await stage.close();
	}
}

async function playRounds(stage: QueueStage, url: string, tokens: string[]) {
	const [, second] = stage.cluster.workers;
	const rates: Rates = { 1: [], 2: [] };
	await postCallbacks(stage, url, tokens.slice(0, WARM_UP));
	let workers: 1 | 2 = 2;
	for (const wanted of ROUNDS) {
		if (wanted < workers) await second.kill();
		if (wanted > workers) {
			await second.restart();
			await postCallbacks(stage, url, tokens.slice(0, WARM_UP));
		}
		workers = wanted;
		rates[wanted].push(await postCallbacks(stage, url, tokens));
	}
	return rates;
}

runTool(main);
