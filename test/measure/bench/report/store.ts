import fs from 'node:fs';
import path from 'node:path';

import { cacheFolder } from '../../../e2e/n8n-host/cache';
import { machine, type Machine } from '../../report/machine';
import { plot } from './plot';
import { results } from './results';
import type { Round } from '../../report/statistics';

const FOLDER = path.resolve(__dirname, '../../../../docs/bench');
/** Every round on this machine; what stands in the repository is made of them. */
const FILE = path.join(cacheFolder(), 'bench-figures.json');

export interface Section {
	machine: Machine;
	rounds: Round[];
}

/** By what was measured, e.g. `bulk 1000`. */
export type Figures = Record<string, Section>;

/**
 * Takes over what was measured, beside what other calls have measured before, so that the bench can be run in pieces.
 */
export function keep(key: string, rounds: Round[]) {
	const figures = fs.existsSync(FILE) ? (JSON.parse(fs.readFileSync(FILE, 'utf8')) as Figures) : {};
	figures[key] = { machine: machine(), rounds: rounds.map(rounded) };
	fs.mkdirSync(cacheFolder(), { recursive: true });
	fs.writeFileSync(FILE, `${JSON.stringify(figures, null, '\t')}\n`);
	fs.writeFileSync(path.join(FOLDER, 'results.md'), results(figures));
	fs.writeFileSync(path.join(FOLDER, 'results.svg'), plot(figures));
}

const rounded = (round: Round) =>
	JSON.parse(JSON.stringify(round), (_, value: unknown) =>
		typeof value === 'number' ? Math.round(value * 10) / 10 : value,
	) as Round;
