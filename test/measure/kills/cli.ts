import fs from 'node:fs/promises';

import { defaultVersion } from '../../e2e/n8n-host/versions';
import { readArguments } from '../arguments';
import { runTool, say } from '../tool';
import { readAccounts, retryRuns } from './accounts';
import { planRounds, type Round } from './plan';
import { report, type Campaigns } from './report';
import { playRound } from './round';
import { openKillStage } from './stage';
import { judge } from './verdict';

const USAGE = `Kills n8n at random moments, and restarts PostgreSQL and Redis, while transfers are on their way; then counts what
became of every transfer.

usage: npm run reliability:kills -- [--regular 32] [--queue 32] [--phase relay] [--seed 1] [--version 1.123.81] [--out FILE]`;

async function campaign(queue: boolean, rounds: Round[], version: string) {
	const stage = await openKillStage({ queue, version });
	try {
		const played = [];
		for (const round of rounds) {
			const one = await playRound(stage, round);
			played.push(one);
			const { number, phase, victim, strikeMs } = round;
			const accepted = one.transfers.filter(({ session }) => stage.ledger.accepted(session));
			const answered = one.transfers.filter(({ session }) => stage.ledger.isAnswered(session));
			say(
				`${queue ? 'queue' : 'regular'} ${number}: ${phase}, ${victim} after ${strikeMs} ms; ` +
					`${accepted.length} accepted, ${answered.length} answered 200; ` +
					`${((one.end - one.begin) / 1000).toFixed(1)} s`,
			);
		}
		const accounts = await readAccounts(stage, played);
		const judged = judge(accounts);
		return { judged, runs: await retryRuns(stage, accounts) };
	} finally {
		await stage.stop();
	}
}

async function main() {
	const given = readArguments(USAGE, {
		...{ regular: 32, queue: 32, phase: '', seed: 1 },
		...{ version: defaultVersion, out: '' },
	});
	const { seed } = given;
	const campaigns: Campaigns = {};
	for (const mode of ['regular', 'queue'] as const) {
		const queue = mode === 'queue';
		const kills = given[mode];
		const rounds = planRounds({ kills, queue, seed, services: queue && kills > 0 });
		const wanted = rounds.filter(({ phase }) => !given.phase || phase === given.phase);
		if (wanted.length > 0) campaigns[mode] = await campaign(queue, wanted, given.version);
	}
	const text = report(campaigns);
	say(text);
	if (given.out) await fs.writeFile(given.out, text);
}

runTool(main);
