/**
 * Searches everything that comes out of n8n, and the package, for everything secret. Prints what was found where;
 * fails if something was found that is not named as unavoidable.
 *
 * usage: npm run reliability:secrets
 */
const { readdir } = require('node:fs/promises');
const path = require('node:path');

const { endAllGuards } = require('../../e2e/n8n-host/guarded');
const { leaks, unread } = require('./judge');
const { searchForSecrets } = require('./run');
const { table } = require('./table');

const DOCS = path.resolve(__dirname, '../../../docs');

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

async function main() {
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

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, async () => {
		await endAllGuards();
		process.exit(1);
	});
}
main().catch(async (error) => {
	process.exitCode = 1;
	process.stderr.write(`${error.stack}\n`);
	await endAllGuards();
});
