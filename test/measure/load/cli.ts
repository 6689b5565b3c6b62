import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { Trouble } from '../../e2e/n8n-host/trouble';
import { readArguments } from '../arguments';
import { runTool, say } from '../tool';
import { account } from './account';
import { plot } from './plot';
import { startSampler, toCsv, type Sample } from './sampler';
import { openLoadStage } from './stage';
import { summary } from './summary';
import { Transfers } from './transfers';
import { unended } from './unended';

const SHARE = 0.8;
const LONG_MINUTES = 10;
const PLOT = path.resolve(__dirname, '../../../docs/reliability-load.svg');

const USAGE = `Offers n8n 80 % of what the machine holds: transfers, callbacks, repeats and forgeries. At the end each of them is
accounted for; fails if one is missing. Figures go to a temporary folder; from ten minutes on the plot goes to docs.

usage: npm run reliability:load -- [--minutes 30]`;

async function main() {
	const { minutes } = readArguments(USAGE, { minutes: 30 });
	if (!(minutes > 0 && minutes <= 120)) throw new Trouble(`--minutes is ${minutes}`, USAGE);
	const isLong = minutes >= LONG_MINUTES;
	const stage = await openLoadStage();
	try {
		const transfers = new Transfers(stage);
		say('Measuring what the machine holds');
		const capacity = isLong
			? await transfers.capacity(20_000, 60_000)
			: await transfers.capacity(8000, 12_000);
		await transfers.untilOver();
		const offered = capacity * SHARE;
		say(
			`${capacity.toFixed(1)} transfers a second; offering ${offered.toFixed(1)} for ${minutes} minutes`,
		);
		const sampler = await startSampler(stage, transfers);
		await transfers.offer(offered, minutes * 60_000);
		await sampler.stop();
		await transfers.untilOver();
		const lines = await account(stage, transfers);
		const { samples } = sampler;
		say(summary({ capacity, offered, minutes, lines, samples }));
		await keep(samples, isLong, `${offered.toFixed(0)} transfers a second, ${minutes} minutes`);
		if (lines.some(({ expected, found }) => expected !== found)) {
			process.exitCode = 1;
			for (const line of await unended(stage, transfers)) say(line);
			say(`n8n's log: ${await stage.n8n.keepLog()}`);
		}
	} catch (error) {
		say(`n8n's log: ${await stage.n8n.keepLog()}`);
		throw error;
	} finally {
		await stage.close();
	}
}

async function keep(samples: Sample[], isLong: boolean, title: string) {
	const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'kore-load-'));
	await fs.writeFile(path.join(folder, 'samples.csv'), toCsv(samples));
	const file = isLong ? PLOT : path.join(folder, 'plot.svg');
	await fs.writeFile(file, plot(samples, title));
	say(`${path.join(folder, 'samples.csv')}\n${file}`);
}

runTool(main);
