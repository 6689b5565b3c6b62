import { setTimeout as sleep } from 'node:timers/promises';

import { KINDS } from './kinds';
import { post, type Rate } from './post';
import { openStage, type Stage } from './stage';
import type { Options } from '../options';

type Round = Record<string, Rate>;

const WARM_UP = 100;
/** Of one kind in a round: as many as take about so long, but no fewer than so many. */
const ROUND_S = 3;
const FEWEST = 60;
const PAUSE_MS = 1000;

/**
 * n8n as it is, and with the setting that has it make a sandbox for expressions only where there is one.
 */
const SETTINGS: Record<string, Record<string, string>> = {
	trigger: {},
	lazy: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
};

export async function measureTrigger(
	{ rounds, env }: Options,
	say: (text: string) => void,
	keep: (key: string, rounds: Round[]) => void,
) {
	for (const [key, setting] of Object.entries(SETTINGS)) {
		say(`Trigger: starting n8n ${Object.keys(setting).join()}`);
		const stage = await openStage({ ...env, ...setting });
		try {
			keep(key, await play(stage, rounds, say));
		} finally {
			await stage.stop();
		}
	}
}

async function play(stage: Stage, rounds: number, say: (text: string) => void) {
	const counts: Record<string, number> = {};
	for (const [name, kind] of Object.entries(KINDS)) {
		const rate = await post(stage, kind, WARM_UP);
		counts[name] = Math.max(FEWEST, Math.round(rate.answered * ROUND_S));
		say(`  warm-up: ${describe(name, rate)}`);
	}
	const played: Round[] = [];
	for (let round = 0; round < rounds; round++) {
		const names = Object.keys(KINDS);
		const rates: Round = {};
		for (const name of round % 2 === 0 ? names : names.reverse()) {
			await sleep(PAUSE_MS);
			rates[name] = await post(stage, KINDS[name], counts[name]);
			say(`  round ${round + 1}: ${describe(name, rates[name])}`);
		}
		played.push(rates);
	}
	return played;
}

function describe(name: string, { answered, finished }: Rate) {
	const ended = finished ? `, ${finished.toFixed(1)} executions finished a second` : '';
	return `${name} ${answered.toFixed(1)} answered a second${ended}`;
}
