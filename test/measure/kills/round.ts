import { setTimeout as sleep } from 'node:timers/promises';

import { until } from '../../e2e/n8n-host/wait';
import { untilSettled } from './executions';
import { RESULT, WAIT, type KillStage } from './stage';
import { strike } from './strike';
import { startTransfers, transfersOf, type Transfer } from './transfers';
import type { Behavior } from '../../kore-simulator/types';
import type { Phase, Round } from './plan';

const MOMENT_LIMIT_MS = 60_000;
const POLL_MS = 5;
const QUIET_LIMIT_MS = { regular: 6_000, queue: 12_000 };
const TRIES = 3;

/** What a phase does */
interface Play {
	/** Of the simulator */
	behavior: (round: Round) => Behavior;
	/** After which the strike follows */
	moment: (stage: KillStage, transfers: Transfer[], last: number) => Promise<unknown>;
	/** Whether Kore reports only afterwards what it has not reported before */
	later?: boolean;
}

const NEVER: Behavior = { callback: { when: 'never' } };

/** @param last execution of earlier rounds */
async function untilWaiting({ rest, ledger }: KillStage, transfers: Transfer[], last: number) {
	const all = transfers.filter(({ kind }) => kind === 'wait').length;
	const filter = { workflowId: WAIT, status: ['waiting'] };
	await until('all executions to wait', MOMENT_LIMIT_MS, async () => {
		if (!transfers.every(({ session }) => ledger.accepted(session))) return false;
		return (await rest.executions(filter)).filter(({ id }) => Number(id) > last).length >= all;
	});
}

const PLAYS: Record<Phase, Play> = {
	sending: {
		behavior: ({ answerMs }) => ({ answer: { delayMs: answerMs }, callback: { delayMs: 20 } }),
		moment: async ({ ledger }, transfers) =>
			await until(
				'a request',
				MOMENT_LIMIT_MS,
				async () => transfers.some(({ session }) => ledger.accepted(session)),
				POLL_MS,
			),
	},
	waiting: { behavior: () => NEVER, moment: untilWaiting, later: true },
	between: {
		behavior: () => NEVER,
		moment: async (stage, transfers, last) => {
			await untilWaiting(stage, transfers, last);
			const posts = transfers.map(async ({ session }) => {
				if ((await stage.ledger.post(session))?.status !== 200) throw new Error('not taken');
			});
			await Promise.any(posts);
		},
	},
	relay: {
		behavior: ({ answerMs }) => ({ answer: { delayMs: answerMs }, callback: { when: 'before' } }),
		moment: async ({ ledger }, transfers) =>
			await until(
				'a callback that was taken',
				MOMENT_LIMIT_MS,
				async () =>
					transfers.some(({ session, kind }) => kind === 'wait' && ledger.isAnswered(session)),
				POLL_MS,
			),
	},
};

/** Some transfers, and a strike in the middle of them. */
export async function playRound(stage: KillStage, round: Round) {
	const play = PLAYS[round.phase];
	const transfers = transfersOf(round);
	const last = Number((await stage.rest.executions({ workflowId: WAIT }))[0]?.id ?? 0);
	const begin = Date.now();
	stage.simulator.setBehavior(play.behavior(round));
	const started = startTransfers(stage, transfers);
	await play.moment(stage, transfers, last);
	await sleep(round.strikeMs);
	await strike(stage, round);
	await started;
	await report(stage, round, transfers);
	// So that the next strike meets what is its own; what is stuck is not waited for.
	await untilSettled(stage.rest, [RESULT, WAIT], QUIET_LIMIT_MS[stage.queue ? 'queue' : 'regular']);
	return { round, transfers, begin, end: Date.now() };
}

/**
 * Kore reports what it has not reported yet, and, if it is one that repeats, what got no 2xx.
 */
async function report({ ledger }: KillStage, { phase, repeats }: Round, transfers: Transfer[]) {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const due = transfers.filter(({ session }) => {
			const before = ledger.callbacks(session);
			return before.length === 0 ? PLAYS[phase].later : repeats && !ledger.isAnswered(session);
		});
		if (due.length === 0) return;
		if (attempt > 0) await sleep(1000);
		await Promise.all(due.map(({ session }) => ledger.post(session)));
	}
}

export type Played = Awaited<ReturnType<typeof playRound>>;
