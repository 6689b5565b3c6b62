import { playFresh, playRounds, type Round } from './rounds';
import { openStage, type Stage } from './stage';
import type { Options } from '../options';

type Say = (text: string) => void;

type Keep = (key: string, rounds: Round[]) => void;

/** More than this in one warm n8n would leave too little of its memory for the next. */
const MOST_IN_ROUNDS = 1000;
/** Less than this is lost in what n8n needs anyway. */
const LEAST_FOR_MEMORY = 1000;
/**
 * As it is, and with the limit that V8 sets itself on a machine with 2 GB: with more room it lets garbage lie.
 */
const HEAPS: Record<string, Record<string, string>> = {
	fresh: {},
	small: { NODE_OPTIONS: '--max-old-space-size=1024' },
};

export async function measureSending(
	{ items, shapes, rounds, env }: Options,
	say: Say,
	keep: Keep,
) {
	await withStage('Sending', env, say, async (stage) => {
		for (const count of items.filter((number) => number <= MOST_IN_ROUNDS)) {
			for (const shape of shapes) {
				say(`${count} items, ${shape}`);
				keep(`${shape} ${count}`, await playRounds(stage, { shape, count, rounds, say }));
			}
		}
	});
}

export async function measureMemory({ items, rounds, env }: Options, say: Say, keep: Keep) {
	for (const [heap, setting] of Object.entries(HEAPS)) {
		await withStage(`Memory, ${heap}`, { ...env, ...setting }, say, async (stage) => {
			for (const count of items.filter((number) => number >= LEAST_FOR_MEMORY)) {
				say(`${count} items, each contender in a fresh n8n`);
				keep(`${heap} ${count}`, await playFresh(stage, { count, rounds, say }));
			}
		});
	}
}

async function withStage(
	part: string,
	env: Record<string, string>,
	say: Say,
	work: (stage: Stage) => Promise<void>,
) {
	say(`${part}: starting the simulator and n8n`);
	const stage = await openStage(env);
	try {
		await work(stage);
	} finally {
		await stage.stop();
	}
}
