import fs from 'node:fs/promises';
import path from 'node:path';

import { chosen, readArguments } from '../arguments';
import { runTool, say } from '../tool';
import { startChild } from '../child/child';
import { summarize, type Profile } from './report/profile';
import { run } from './sending/run';
import { openStage as openSendingStage } from './sending/stage';
import { KINDS } from './trigger/kinds';
import { post } from './trigger/post';
import { openStage as openTriggerStage } from './trigger/stage';
import type { Stage } from '../../e2e/stage/stage';
import type { Profiler } from './child/profiler';
import type { Shape } from './sending/contenders';

const ENV = { NODE_OPTIONS: '--inspect=127.0.0.1:0' };
const ROWS = 30;

const USAGE = `Where the time of n8n's process goes. Profiling slows it down: the shares count.

usage: npx tsx test/measure/bench/profile.ts [--what ours|http|probe] [--shape bulk|expressions] [--count 1000]
       npx tsx test/measure/bench/profile.ts --what accepted|filtered|forged|webhook|probeStarts|probeRefuses [--count 120]`;

async function startProfile({ instance }: Stage) {
	// The task runner is given the same options; n8n itself comes first.
	const [url] = (await fs.readFile(instance.logFile, 'utf8')).match(/ws:\/\/\S+/) ?? [];
	if (!url) throw new Error('n8n has not said where its inspector listens');
	const script = path.join(__dirname, 'child/profiler.ts');
	const profiler = startChild<Profiler>(script, { node: instance.options.installed.node });
	await profiler.ask('start', url);
	return async () => {
		const profile = await profiler.ask('stop');
		await profiler.stop();
		return profile;
	};
}

async function profileSending(contender: string, shape: Shape, items: number) {
	const stage = await openSendingStage(ENV);
	try {
		await run(stage, contender, shape, 100);
		const stop = await startProfile(stage.host);
		const profiles: Profile[] = [];
		const beforeReading = async () => {
			profiles.push(await stop());
		};
		await run(stage, contender, shape, items, { beforeReading });
		return profiles[0];
	} finally {
		await stage.stop();
	}
}

async function profileTrigger(kind: string, callbacks: number) {
	const stage = await openTriggerStage(ENV);
	try {
		await post(stage, KINDS[kind], 20);
		const stop = await startProfile(stage.host);
		await post(stage, KINDS[kind], callbacks);
		return await stop();
	} finally {
		await stage.stop();
	}
}

function print(title: string, rows: [string, number][]) {
	const lines = rows.slice(0, ROWS).map(([name, ms]) => `${ms.toFixed(0).padStart(7)}  ${name}`);
	say(`\n${title}, ms\n${lines.join('\n')}`);
}

async function main() {
	const { what, shape, count } = readArguments(USAGE, { what: 'ours', shape: 'bulk', count: 1000 });
	const [known] = chosen<Shape>(USAGE, shape, ['bulk', 'expressions']);
	const profile = await (what in KINDS
		? profileTrigger(what, count)
		: profileSending(what, known, count));
	const { owners, functions, ours } = summarize(profile);
	print('Own time by package', owners);
	print('Own time by function', functions);
	print('Our functions, with all they call before they first wait', ours);
}

runTool(main);
