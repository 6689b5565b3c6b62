'use strict';

/**
 * Kills n8n at random moments, and restarts PostgreSQL and Redis, while transfers are on their way; then counts what
 * became of every transfer.
 *
 * usage: npm run reliability:kills -- [--regular 32] [--queue 32] [--phase relay] [--seed 1] [--out FILE]
 */
const fs = require('node:fs/promises');
const { parseArgs } = require('node:util');

const { endAllGuards } = require('../../e2e/n8n-host/guarded');
const { readAccounts, retryRuns } = require('./accounts');
const { planRounds } = require('./plan');
const { report } = require('./report');
const { playRound } = require('./round');
const { openKillStage } = require('./stage');
const { judge } = require('./verdict');

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

/**
 * @param {boolean} queue
 * @param {import('./plan').Round[]} rounds
 */
async function campaign(queue, rounds) {
	const stage = await openKillStage({ queue });
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
	const { values } = parseArgs({
		options: {
			regular: { type: 'string', default: '32' },
			queue: { type: 'string', default: '32' },
			phase: { type: 'string' },
			seed: { type: 'string', default: '1' },
			out: { type: 'string' },
		},
	});
	const seed = Number(values.seed);
	/** @type {import('./report').Campaigns} */
	const campaigns = {};
	for (const mode of /** @type {const} */ (['regular', 'queue'])) {
		const queue = mode === 'queue';
		const kills = Number(values[mode]);
		const rounds = planRounds({ kills, queue, seed, services: queue && kills > 0 });
		const wanted = rounds.filter(({ phase }) => !values.phase || phase === values.phase);
		if (wanted.length > 0) campaigns[mode] = await campaign(queue, wanted);
	}
	const text = report(campaigns);
	say(text);
	if (values.out) await fs.writeFile(values.out, text);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, async () => {
		await endAllGuards();
		process.exit(1);
	});
}
main().catch(async (error) => {
	console.error(error);
	process.exitCode = 1;
	await endAllGuards();
});
