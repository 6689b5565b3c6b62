/**
 * Callbacks a second with one and with two workers, in rounds that alternate. Prints them and their ratio; it is
 * no test, as figures of a shared machine differ from run to run.
 *
 * usage: node test/e2e/queue-mode/measure.js
 */
const os = require('node:os');

const { endAllGuards } = require('../n8n-host/guarded');
const { collectTokens, postCallbacks } = require('./callback-load');
const { spread } = require('./figures');
const { openQueueStage } = require('./queue-stage');

// Each number of workers comes first as often as last, so that a machine that gets slower favours neither.
const ROUNDS = [2, 1, 1, 2, 2, 1];

const CASES = [
	{ name: 'workflow that only takes the event', seconds: 0, callbacks: 200 },
	{ name: 'workflow that works on it for 1 s', seconds: 1, callbacks: 200 },
];

/** @typedef {import('./callback-load').Rate} Rate */

/** @param {string} text */
const say = (text) => process.stdout.write(`${text}\n`);

async function measure() {
	say('Starting PostgreSQL, Redis and four processes of n8n');
	const stage = await openQueueStage(0);
	try {
		const tokens = await collectTokens(stage, Math.max(...CASES.map((one) => one.callbacks)));
		for (const { name, seconds, callbacks } of CASES) {
			const { id, url } = await stage.publishResult(seconds);
			const rates = await playRounds(stage, url, tokens.slice(0, callbacks));
			const failed = await stage.builder.executions({
				workflowId: id,
				status: ['error', 'crashed'],
			});
			if (failed.length > 0) throw new Error(`${failed.length} executions failed`);
			report(`${callbacks} callbacks a round, ${name}`, rates);
		}
		const load = os.loadavg()[0].toFixed(1);
		say(
			`\n${os.cpus().length} cores for all of it, sender and simulator too; load ${load} at the end.`,
		);
	} finally {
		await stage.close();
	}
}

/**
 * @param {import('./queue-stage').QueueStage} stage
 * @param {string} url
 * @param {string[]} tokens
 */
async function playRounds(stage, url, tokens) {
	const [, second] = stage.cluster.workers;
	/** @type {Record<number, Rate[]>} */
	const rates = { 1: [], 2: [] };
	// What n8n loads with its first executions.
	await postCallbacks(stage, url, tokens.slice(0, 40));
	let workers = 2;
	for (const wanted of ROUNDS) {
		if (wanted < workers) await second.kill();
		if (wanted > workers) await second.restart();
		if (wanted > workers) await postCallbacks(stage, url, tokens.slice(0, 40));
		workers = wanted;
		rates[wanted].push(await postCallbacks(stage, url, tokens));
	}
	return rates;
}

/**
 * @param {string} title
 * @param {Record<number, Rate[]>} rates
 */
function report(title, { 1: one, 2: two }) {
	say(`\n${title}; median of ${one.length} rounds (least to most)\n`);
	say('                         one worker             two workers            ratio');
	/** @type {[string, keyof Rate][]} */
	const rows = [
		['answered 200 a second', 'answered'],
		['executed a second', 'executed'],
	];
	for (const [label, key] of rows) {
		const cells = [
			spread(
				one.map((rate) => rate[key]),
				1,
			),
			spread(
				two.map((rate) => rate[key]),
				1,
			),
			spread(
				two.map((rate, round) => rate[key] / one[round][key]),
				2,
			),
		];
		say(
			`  ${label.padEnd(23)}${cells
				.map((cell) => cell.padEnd(23))
				.join('')
				.trimEnd()}`,
		);
	}
}

for (const signal of ['SIGINT', 'SIGTERM']) {
	process.on(signal, async () => {
		await endAllGuards();
		process.exit(1);
	});
}
measure().catch(async (error) => {
	process.exitCode = 1;
	process.stderr.write(`${error.stack}\n`);
	await endAllGuards();
});
