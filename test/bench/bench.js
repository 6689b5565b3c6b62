/** Measures the package in a real n8n; what and how: docs/bench/README.md. */
const { endAllGuards } = require('../e2e/n8n-host/guarded');
const { readOptions } = require('./options');
const { keep } = require('./report/store');
const { measureMemory, measureSending } = require('./sending/sending');
const { measureTrigger } = require('./trigger/trigger');

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

async function main() {
	const options = readOptions(process.argv.slice(2));
	const store = options.write ? keep : () => {};
	if (options.parts.includes('sending')) await measureSending(options, say, store);
	if (options.parts.includes('memory')) await measureMemory(options, say, store);
	if (options.parts.includes('trigger')) await measureTrigger(options, say, store);
}

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, async () => {
		await endAllGuards();
		process.exit(1);
	});
}
main().then(
	async () => await endAllGuards(),
	async (error) => {
		process.exitCode = 1;
		process.stderr.write(`${error.stack}\n`);
		await endAllGuards();
	},
);
