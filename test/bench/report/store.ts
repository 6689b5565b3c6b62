import fs from 'node:fs';
import path from 'node:path';

import { machine, type Machine } from './machine';
import { plot } from './plot';
import { results } from './results';

const FOLDER = path.resolve(__dirname, '../../../docs/bench');
const FILE = path.join(FOLDER, 'figures.json');

export type Section = { machine: Machine; rounds: Record<string, any>[] };

/** by what was measured, e.g. `bulk 1000` */
export type Figures = Record<string, Section>;

/**
 * Takes over what was measured, beside what other calls have measured before, so that the bench can be run in pieces.
 */
export function keep(key: string, rounds: Record<string, any>[]) {
	const figures: Figures = fs.existsSync(FILE) ? JSON.parse(fs.readFileSync(FILE, 'utf8')) : {};
	figures[key] = { machine: machine(), rounds: rounds.map(rounded) };
	fs.mkdirSync(FOLDER, { recursive: true });
	fs.writeFileSync(FILE, `${JSON.stringify(figures, null, '\t')}\n`);
	fs.writeFileSync(path.join(FOLDER, 'results.md'), results(figures));
	fs.writeFileSync(path.join(FOLDER, 'results.svg'), plot(figures));
}

const rounded = (round: Record<string, any>) =>
	JSON.parse(JSON.stringify(round), (_, value) =>
		typeof value === 'number' ? Math.round(value * 10) / 10 : value,
	);
