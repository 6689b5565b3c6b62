import type { Rate } from './callback-load';

/** Of the rounds, by the number of workers. */
export type Rates = Record<1 | 2, Rate[]>;

const ROWS: [string, keyof Rate][] = [
	['answered 200 a second', 'answered'],
	['executed a second', 'executed'],
];

/** @returns medians with the extremes, and the ratio of each pair of rounds */
export function table({ 1: one, 2: two }: Rates): string {
	const rows = ROWS.map(([label, key]) => {
		const [single, double] = [one, two].map((rounds) => rounds.map((rate) => rate[key]));
		const ratios = double.map((rate, round) => rate / single[round]);
		return [label, spread(single, 1), spread(double, 1), spread(ratios, 2)];
	});
	const head = [`median of ${one.length} (extremes)`, 'one worker', 'two workers', 'two to one'];
	return [head, ...rows]
		.map((row) =>
			row
				.map((cell) => cell.padEnd(24))
				.join('')
				.trimEnd(),
		)
		.join('\n');
}

function spread(values: number[], digits: number) {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
	const [least, most] = [sorted[0], sorted[sorted.length - 1]];
	return `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}
