import { fixed, spread, write } from '../report/statistics';
import { table as markdown } from '../report/table';
import type { Rate } from './callback-load';

/** Of the rounds, by the number of workers. */
export type Rates = Record<1 | 2, Rate[]>;

const ROWS: [string, keyof Rate][] = [
	['answered 200 a second', 'answered'],
	['executed a second', 'executed'],
];

/** @returns Markdown: medians with the extremes, and the ratio of each pair of rounds */
export function table({ 1: one, 2: two }: Rates): string {
	const rows = ROWS.map(([label, key]) => {
		const [single, double] = [one, two].map((rounds) => rounds.map((rate) => rate[key]));
		const ratios = double.map((rate, round) => rate / single[round]);
		const cells = [single, double].map((rates) => write(spread(rates), fixed(1)));
		return [label, ...cells, write(spread(ratios), fixed(2))];
	});
	const head = [`median of ${one.length} (extremes)`, 'one worker', 'two workers', 'two to one'];
	return markdown(head, rows);
}
