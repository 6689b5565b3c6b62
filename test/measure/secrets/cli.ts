import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { readArguments } from '../arguments';
import { runTool, say } from '../tool';
import { leaks, unread } from './judge';
import { searchForSecrets } from './run';
import { table } from './table';

const DOCS = path.resolve(__dirname, '../../../docs');

const USAGE = `Searches everything that comes out of n8n, and the package, for everything secret. Prints what was found where;
fails if something was found that is not named as unavoidable.

usage: npm run reliability:secrets`;

async function main() {
	readArguments(USAGE, {});
	say(
		'Playing transfers, waits, callbacks and mistakes in an n8n that logs all it can: about four minutes',
	);
	const search = await searchForSecrets({ long: true });
	const trouble = [
		...leaks(search.findings),
		...unread(search.places).map((place) => `${place}: could not be read`),
	];
	say(`\n${search.executions} executions\n\n${table(search)}\n`);
	const pictures = (await readdir(DOCS)).filter((name) => name.endsWith('.png'));
	say(`Not searched, as their text is pixels: ${pictures.join(', ')}`);
	for (const line of trouble) say(`FOUND: ${line}`);
	if (trouble.length > 0) process.exitCode = 1;
}

runTool(main);
