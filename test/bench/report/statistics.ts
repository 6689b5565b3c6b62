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

/** One figure of one contender in all rounds. */
export const of = (rounds: Record<string, any>[], contender: string, figure: string) =>
	spread(rounds.map((round) => round[contender][figure]));

/** Of the two runs of each round, which were made one soon after the other. */
export const ratio = (
	rounds: Record<string, any>[],
	quotient: (round: Record<string, any>) => number,
) => spread(rounds.map(quotient));

export function write({ median, least, most }: Spread, format: (value: number) => string) {
	const [middle, from, to] = [median, least, most].map(format);
	return from === to ? middle : `${middle} (${from}–${to})`;
}

export const fixed: (digits: number) => (value: number) => string = (digits) => (value) =>
	value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

export const seconds = (ms: number) => `${fixed(ms < 1000 ? 3 : 2)(ms / 1000)} s`;
