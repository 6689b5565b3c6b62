import { parseArgs, type ParseArgsConfig } from 'node:util';

import { Trouble } from '../e2e/n8n-host/trouble';

/**
 * Reads a tool's command line: an argument for each default and of its type. Of one with a list each takes one more.
 * `--help` prints the usage and ends the tool.
 */
export function readArguments<Values extends Record<string, number | string | boolean | string[]>>(
	usage: string,
	defaults: Values,
): Values {
	const options = Object.entries(defaults).map(([name, value]) => {
		const type = typeof value === 'boolean' ? ('boolean' as const) : ('string' as const);
		return [name, { type, multiple: Array.isArray(value) }] as const;
	});
	const given = parse(usage, { ...Object.fromEntries(options), help: { type: 'boolean' } });
	if (given.help) {
		process.stdout.write(`${usage}\n`);
		process.exit();
	}
	const read = Object.entries(given).map(([name, value]) => {
		if (typeof defaults[name] !== 'number') return [name, value];
		const number = Number(value);
		if (value === '' || !(number >= 0)) throw new Trouble(`--${name} takes a number`, usage);
		return [name, number];
	});
	return { ...defaults, ...Object.fromEntries(read) } as Values;
}

function parse(
	usage: string,
	options: ParseArgsConfig['options'],
): Record<string, string | boolean | Array<string | boolean> | undefined> {
	try {
		return parseArgs({ options, allowNegative: true }).values;
	} catch (error) {
		throw new Trouble((error as Error).message, usage);
	}
}

/** @returns the one that was named, or all if none was */
export function chosen<Choice extends string>(
	usage: string,
	name: string,
	choices: Choice[],
): Choice[] {
	const found = choices.filter((choice) => choice === name || name === '');
	if (found.length > 0) return found;
	throw new Trouble(`${name} is none of ${choices.join(', ')}`, usage);
}

/** @param given NAME=value, for each setting of n8n */
export const settingsFrom = (given: string[]): Record<string, string> =>
	Object.fromEntries(given.map((setting) => setting.split(/=(.*)/s, 2) as [string, string]));
