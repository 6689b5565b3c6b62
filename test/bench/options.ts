import { parseArgs } from 'node:util';

const USAGE =
	'npm run bench -- [--part sending|memory|trigger] [--items 1,100,1000,5000] [--rounds 5] [--shape bulk|expressions] [--no-write] [--env NAME=value]';

export interface Options {
	parts: ('sending' | 'memory' | 'trigger')[];
	shapes: ('bulk' | 'expressions')[];
	items: number[];
	rounds: number;
	write: boolean;
	/** More settings for n8n, with which nothing is written */
	env: Record<string, string>;
}

export function readOptions(args: string[]): Options {
	const { values } = parseArgs({
		args,
		allowNegative: true,
		options: {
			part: { type: 'string' },
			shape: { type: 'string' },
			items: { type: 'string', default: '1,100,1000,5000' },
			rounds: { type: 'string', default: '5' },
			env: { type: 'string', multiple: true, default: [] },
			write: { type: 'boolean', default: true },
		},
	});
	const items = values.items.split(',').map(Number);
	const rounds = Number(values.rounds);
	if (![rounds, ...items].every((value) => Number.isInteger(value) && value > 0)) {
		throw new Error(`--rounds and --items take whole numbers.\nUsage: ${USAGE}`);
	}
	return {
		parts: oneOf('part', values.part, ['sending', 'memory', 'trigger']),
		shapes: oneOf('shape', values.shape, ['bulk', 'expressions']),
		items,
		rounds,
		write: values.write && values.env.length === 0,
		env: Object.fromEntries(
			values.env.map((setting) => setting.split(/=(.*)/s, 2) as [string, string]),
		),
	};
}

/** @returns all if none is given */
function oneOf<T extends string>(name: string, value: string | undefined, choices: T[]): T[] {
	if (value === undefined) return choices;
	const found = choices.filter((choice) => choice === value);
	if (found.length === 0) {
		throw new Error(`--${name} is one of ${choices.join(', ')}.\nUsage: ${USAGE}`);
	}
	return found;
}
