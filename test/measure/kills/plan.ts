export type Phase = 'sending' | 'waiting' | 'between' | 'relay';

type Victim = 'n8n' | 'worker' | 'webhook' | 'main' | 'postgres' | 'redis';

export interface Round {
	number: number;
	/** In which it strikes */
	phase: Phase;
	/** A process of n8n is killed, a service restarted */
	victim: Victim;
	/** Which of them, if it is one */
	worker: number;
	/** That Kore takes to answer a request, where the phase has it slow */
	answerMs: number;
	/** From the phase's moment to the strike */
	strikeMs: number;
	/** Whether Kore repeats, afterwards, what got no 2xx; nobody knows whether the real one does */
	repeats: boolean;
}

const PHASES: Phase[] = ['sending', 'waiting', 'between', 'relay'];
const VICTIMS: Victim[] = ['worker', 'webhook', 'main'];

/** Up to how long after the phase's moment it may strike. */
const WINDOW: Record<Phase, (answerMs: number) => number> = {
	sending: (answerMs) => answerMs + 300,
	waiting: () => 500,
	between: () => 400,
	relay: (answerMs) => answerMs + 300,
};

/** Random numbers that a seed brings back (mulberry32). */
function randomFrom(seed: number) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/**
 * Each phase as often as the others, every second time with repeats; in queue mode a random process of n8n's, and at the
 * end restarts of the services.
 */
export function planRounds({
	kills,
	queue,
	seed,
	services = queue,
}: {
	kills: number;
	queue: boolean;
	seed: number;
	services?: boolean;
}): Round[] {
	const random = randomFrom(seed);
	const below = (limit: number) => Math.floor(random() * limit);
	const round = (number: number, phase: Phase, victim: Victim, repeats: boolean) => {
		const answerMs = 1000 + below(1000);
		const strikeMs = below(WINDOW[phase](answerMs));
		return { number, phase, victim, worker: below(2), answerMs, strikeMs, repeats };
	};
	const killed = Array.from({ length: kills }, (_, index) =>
		round(
			index,
			PHASES[index % PHASES.length],
			queue ? VICTIMS[below(VICTIMS.length)] : 'n8n',
			Math.floor(index / PHASES.length) % 2 === 1,
		),
	);
	if (!services) return killed;
	const restarted = (['postgres', 'redis'] as const).flatMap((service, index) => [
		round(kills + 2 * index, 'sending', service, true),
		round(kills + 2 * index + 1, 'between', service, true),
	]);
	return [...killed, ...restarted];
}
