/** What is measured of one run; each kind of measurement has some of them. */
type Figure =
	| 'nodeMs'
	| 'workflowMs'
	| 'opened'
	| 'mostOpen'
	| 'idleMb'
	| 'peakMb'
	| 'failures'
	| 'answered'
	| 'finished';

type Measured = Partial<Record<Figure, number>>;

/** By contender. */
export type Round = Record<string, Measured>;

export interface Spread {
	median: number;
	least: number;
	most: number;
}

export function spread(values: number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
	return { median, least: sorted[0], most: sorted[sorted.length - 1] };
}

/** One figure of one contender in one round. Throws if it was not measured. */
export function figureOf(round: Round, contender: string, figure: Figure): number {
	const value = round[contender]?.[figure];
	if (value === undefined) throw new Error(`No ${figure} of ${contender} was measured`);
	return value;
}

/** Memory that a run has taken beyond what n8n needs anyway. */
export const aboveIdleMb = (round: Round, contender: string) =>
	figureOf(round, contender, 'peakMb') - figureOf(round, contender, 'idleMb');

/** One figure of one contender in all rounds. */
export const of = (rounds: Round[], contender: string, figure: Figure) =>
	spread(rounds.map((round) => figureOf(round, contender, figure)));

/** Of the two runs of each round, which were made one soon after the other. */
export const ratio = (rounds: Round[], quotient: (round: Round) => number) =>
	spread(rounds.map(quotient));

export function write({ median, least, most }: Spread, format: (value: number) => string) {
	const [middle, from, to] = [median, least, most].map(format);
	return from === to ? middle : `${middle} (${from}–${to})`;
}

export const fixed: (digits: number) => (value: number) => string = (digits) => (value) =>
	value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const seconds = (ms: number) => `${fixed(ms < 1000 ? 3 : 2)(ms / 1000)} s`;
