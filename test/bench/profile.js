/**
 * Where the time of n8n's process goes while a contender sends. Profiling slows it down: the shares count.
 *
 * usage: node test/bench/profile.js [ours|http|probe] [bulk|expressions] [items]
 */
const fs = require('node:fs/promises');
const path = require('node:path');

const { endAllGuards } = require('../e2e/n8n-host/guarded');
const { startChild } = require('./child/child');
const { summarize } = require('./report/profile');
const { run } = require('./sending/run');
const { openStage } = require('./sending/stage');

const ROWS = 30;

/** @param {string} title @param {[string, number][]} rows */
function print(title, rows) {
	const lines = rows.slice(0, ROWS).map(([name, ms]) => `${ms.toFixed(0).padStart(7)}  ${name}`);
	process.stdout.write(`\n${title}, ms\n${lines.join('\n')}\n`);
}

async function main() {
	const [contender = 'ours', shape = 'bulk', items = '1000'] = process.argv.slice(2);
	const stage = await openStage({ NODE_OPTIONS: '--inspect=127.0.0.1:0' });
	const { n8n, installed } = stage.host;
	const profiler = startChild(path.join(__dirname, 'child/profiler.js'), { node: installed.node });
	try {
		/** @type {[any, any]} */
		const what = [contender, shape];
		await run(stage, ...what, 100);
		// The task runner is given the same options; n8n itself comes first.
		const [url] = (await fs.readFile(n8n.logFile, 'utf8')).match(/ws:\/\/\S+/) ?? [];
		await profiler.ask('start', url);
		/** @type {any} */
		let profile;
		const beforeReading = async () => {
			profile = await profiler.ask('stop');
		};
		const { nodeMs } = await run(stage, ...what, Number(items), { beforeReading });
		process.stdout.write(`${contender}, ${shape}, ${items} items: ${nodeMs} ms, profiled\n`);
		const { owners, functions, ours } = summarize(profile);
		print('Own time by package', owners);
		print('Own time by function', functions);
		print('Our functions, with all they call before they first wait', ours);
	} finally {
		await profiler.stop();
		await stage.stop();
	}
}

main().catch(async (error) => {
	process.exitCode = 1;
	process.stderr.write(`${error.stack}\n`);
	await endAllGuards();
});
