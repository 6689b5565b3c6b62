import { readAccounts } from '../measure/kills/accounts';
import { playRound } from '../measure/kills/round';
import { openKillStage, type KillStage } from '../measure/kills/stage';
import { judge, type Judged } from '../measure/kills/verdict';
import type { Phase, Round } from '../measure/kills/plan';

// Without a warm cache n8n has to be installed first.
const OPEN_LIMIT_MS = 20 * 60_000;
const PLAY_LIMIT_MS = 3 * 60_000;

/** The short form of `npm run reliability:kills`: one kill in each phase in which an event could be lost. */
describe('n8n 2.41.1, killed while transfers are on their way', () => {
	let stage: KillStage;
	let judged: Judged[];

	beforeAll(async () => {
		stage = await openKillStage({ queue: false });
	}, OPEN_LIMIT_MS);
	beforeAll(async () => {
		const rounds = [strike(0, 'between', 60), strike(1, 'relay', 500), strike(2, 'waiting', 100)];
		const played = [];
		for (const round of rounds) played.push(await playRound(stage, round));
		judged = judge(await readAccounts(stage, played));
	}, PLAY_LIMIT_MS);
	afterAll(async () => await stage?.stop());

	/** @param strikeMs after the phase's moment */
	const strike = (number: number, phase: Phase, strikeMs: number): Round => {
		const kore = { answerMs: 1500, repeats: false };
		return { number, phase, victim: 'n8n', worker: 0, strikeMs, ...kore };
	};
	const of = (phase: Phase) => judged.filter(({ round }) => round.phase === phase);
	const sessions = (some: Judged[]) => some.map(({ session }) => session);
	const answered = (phase: Phase) =>
		of(phase).filter(({ callbacks }) => callbacks.some(({ status }) => status === 200));

	it('has nothing sent twice', () => {
		expect(judged.filter(({ accepted }) => accepted > 0)).not.toEqual([]);
		expect(sessions(judged.filter(({ accepted }) => accepted > 1))).toEqual([]);
	});

	it.each(['between', 'relay', 'waiting'] as const)(
		'has every event that was answered 200 in its database (%s)',
		(phase) => {
			expect(answered(phase)).not.toEqual([]);
			const missing = answered(phase).filter(
				({ events, inDatabase }) => events.length === 0 || inDatabase.length === 0,
			);
			expect(sessions(missing)).toEqual([]);
		},
	);

	it('completes what it broke off by its Retry', () => {
		const complete = ['none', 'through', 'retried'];
		expect(sessions(judged.filter(({ event }) => !complete.includes(event)))).toEqual([]);
	});

	it('resumes every execution that was waiting when it was killed, once', () => {
		const waits = of('waiting').filter(({ kind }) => kind === 'wait');
		expect(waits.map(({ wentOn }) => wentOn)).toEqual(waits.map(() => 1));
	});

	it('lets no execution wait in vain for an event that was taken', () => {
		expect(sessions(judged.filter(({ wait }) => wait === 'ours'))).toEqual([]);
	});
});
