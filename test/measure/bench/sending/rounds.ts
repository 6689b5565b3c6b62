import { setTimeout as sleep } from 'node:timers/promises';

import { canMeasureMemory, forgetPeak, peakMb, processId, residentMb } from '../../process';
import { run, type Figures } from './run';
import type { Stage } from './stage';
import type { Shape } from './contenders';

/** Of one run, in a fresh n8n with its memory. */
type FreshFigures = Figures & { idleMb?: number; peakMb?: number; failures?: number };

/** The figures of each contender. */
export type Round = Record<string, FreshFigures>;

const CONTENDERS = ['ours', 'http', 'probe', 'axios', 'nothing'];

/** Those that work in n8n. */
const WITH_MEMORY = ['ours', 'http', 'probe', 'nothing'];

/** Until what the last run has left behind is written and collected. */
const PAUSE_MS = 1000;
const IDLE_MS = 5000;

const MOST_FAILURES = 3;

/** @param round every other one the other way round, so that none is always after another */
const inOrder = (names: string[], round: number) =>
	round % 2 === 0 ? names : [...names].reverse();

export async function playRounds(
	stage: Stage,
	{
		shape,
		count,
		rounds,
		say,
	}: { shape: Shape; count: number; rounds: number; say: (text: string) => void },
): Promise<Round[]> {
	for (const contender of CONTENDERS) await run(stage, contender, shape, Math.min(count, 100));
	const played: Round[] = [];
	for (let round = 0; round < rounds; round++) {
		const figures: Round = {};
		for (const contender of inOrder(CONTENDERS, round)) {
			await sleep(PAUSE_MS);
			figures[contender] = await run(stage, contender, shape, count);
		}
		say(`  round ${round + 1}: ${describe(figures)}`);
		played.push(figures);
	}
	return played;
}

/** Each contender in a freshly started n8n, with the memory of its process. */
export async function playFresh(
	stage: Stage,
	{ count, rounds, say }: { count: number; rounds: number; say: (text: string) => void },
): Promise<Round[]> {
	const played: Round[] = [];
	for (let round = 0; round < rounds; round++) {
		const figures: Round = { axios: await run(stage, 'axios', 'bulk', count) };
		for (const contender of inOrder(WITH_MEMORY, round)) {
			figures[contender] = await runFresh(stage, contender, count, say);
			say(`  round ${round + 1}: ${describe({ [contender]: figures[contender] })}`);
		}
		played.push(figures);
	}
	return played;
}

/**
 * n8n itself sometimes fails when the HTTP Request node sends 5,000 items at once; that run is repeated, and counted.
 */
async function runFresh(
	stage: Stage,
	contender: string,
	count: number,
	say: (text: string) => void,
) {
	for (let failures = 0; ; failures++) {
		await stage.host.restart();
		try {
			return { ...(await runWatched(stage, contender, count)), failures };
		} catch (error) {
			if (contender !== 'http' || failures === MOST_FAILURES) throw error;
			say(`  ${(error as Error).message}; once more`);
		}
	}
}

async function runWatched(stage: Stage, contender: string, count: number): Promise<FreshFigures> {
	await run(stage, contender, 'bulk', 1);
	await sleep(IDLE_MS);
	if (!canMeasureMemory) return await run(stage, contender, 'bulk', count);
	const pid = await processId(stage.host.instance);
	await forgetPeak(pid);
	const memory = { idleMb: await residentMb(pid), peakMb: 0 };
	const figures = await run(stage, contender, 'bulk', count, {
		beforeReading: async () => {
			memory.peakMb = await peakMb(pid);
		},
	});
	return { ...figures, ...memory };
}

const describe = (round: Round) =>
	Object.entries(round)
		.map(([name, { nodeMs, mostOpen, idleMb, peakMb = 0 }]) => {
			const memory = idleMb ? `, ${Math.round(idleMb)} to ${Math.round(peakMb)} MB` : '';
			return `${name} ${Math.round(nodeMs)} ms (${mostOpen} sockets${memory})`;
		})
		.join(', ');
