import { chosen, readArguments, settingsFrom } from '../arguments';
import { Trouble } from '../../e2e/n8n-host/trouble';

const USAGE =
	'usage: npm run bench -- [--part sending|memory|trigger] [--items 1,100,1000,5000] [--rounds 5] [--shape bulk|expressions] [--no-write] [--env NAME=value]';

export interface Options {
	parts: ('sending' | 'memory' | 'trigger')[];
	shapes: ('bulk' | 'expressions')[];
	items: number[];
	rounds: number;
	write: boolean;
	/** More settings for n8n, with which nothing is written */
	env: Record<string, string>;
}

export function readOptions(): Options {
	const given = readArguments(USAGE, {
		part: '',
		shape: '',
		items: '1,100,1000,5000',
		rounds: 5,
		env: [] as string[],
		write: true,
	});
	const items = given.items.split(',').map(Number);
	if (![given.rounds, ...items].every((value) => Number.isInteger(value) && value > 0)) {
		throw new Trouble('--rounds and --items take whole numbers', USAGE);
	}
	return {
		parts: chosen(USAGE, given.part, ['sending', 'memory', 'trigger']),
		shapes: chosen(USAGE, given.shape, ['bulk', 'expressions']),
		items,
		rounds: given.rounds,
		write: given.write && given.env.length === 0,
		env: settingsFrom(given.env),
	};
}
