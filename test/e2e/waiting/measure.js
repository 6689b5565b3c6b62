'use strict';

// Counts how many waiting executions a callback reaches, by when it arrives: node test/e2e/waiting/measure.js [transfers]

const axios = require('axios');
const { setTheStage } = require('./stage');

const QUIET_MS = 5000;
const sleep = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @type {Array<{ name: string, behavior: any, parallel?: number }>} */
const ROWS = [
	{ name: 'before the answer', behavior: { callback: { when: 'before' } } },
	...[0, 1, 5, 20, 50, 1000].map((delayMs) => ({
		name: `${delayMs} ms after it`,
		behavior: { callback: { delayMs } },
		parallel: delayMs === 1000 ? 20 : 4,
	})),
	{
		name: '20 at once, 0 to 200 ms',
		behavior: { callback: { delayMs: 0, randomDelayMs: 200 } },
		parallel: 20,
	},
	{ name: 'twice', behavior: { callback: { delayMs: 100, times: 2 } } },
	{ name: 'three at once', behavior: { callback: { delayMs: 100, simultaneous: 3 } } },
];

/** @param {import('./stage').Stage} stage @param {'direct' | 'trigger'} way @param {typeof ROWS[number]} row @param {number} transfers */
async function measure(
	{ simulator, counter, n8n },
	way,
	{ name, behavior, parallel = 4 },
	transfers,
) {
	simulator.reset();
	simulator.setBehavior(behavior);
	counter.reset();
	const agent = simulator.world.agents[0].id;
	let next = 0;
	const begin = Date.now();
	const startNext = async () => {
		while (next < transfers) {
			const run = String(next++);
			const session = `6538f8a3c9cf425ee5c${run.padStart(5, '0')}`;
			await axios.post(`${n8n.url}webhook/start-${way}`, { run, session, agent });
			// The start answers at once; a new one only when the last is about through, as on a machine that is not flooded.
			const done = () =>
				simulator
					.requests()
					.some(({ json }) => /** @type {any} */ (json)?.botSessionId === session);
			for (let i = 0; i < 500 && !done(); i++) await sleep(4);
		}
	};
	await Promise.all(Array.from({ length: parallel }, startNext));
	const callbacks =
		transfers * (behavior.callback.times ?? 1) * (behavior.callback.simultaneous ?? 1);
	await simulator.waitForCallbacks(callbacks, 120_000);
	await untilQuiet(counter);
	const { result, event } = counter.seen;
	const runs = result.map(({ correlation }) => correlation?.run);
	return {
		way,
		row: name,
		transfers,
		delivered: new Set(runs).size,
		twice: runs.length - new Set(runs).size,
		wrong: result.filter(({ outcome }) => outcome !== 'transferred').length,
		events: event.length,
		resumed: event.filter(({ resumed }) => resumed).length,
		seconds: Math.round((Date.now() - begin) / 1000),
	};
}

/** Nothing more comes out: the trigger pauses for at most two seconds between its tries. @param {import('./counter').Counter} counter */
async function untilQuiet({ seen }) {
	let last = -1;
	for (let quiet = 0; quiet < QUIET_MS; quiet += 200) {
		await sleep(200);
		const count = seen.result.length + seen.event.length;
		if (count !== last) quiet = 0;
		last = count;
	}
}

async function main() {
	const transfers = Number(process.argv[2] ?? 200);
	const only = process.argv[3];
	const stage = await setTheStage();
	try {
		/** @type {object[]} */
		const table = [];
		for (const row of ROWS) {
			if (only && !row.name.includes(only)) continue;
			for (const way of /** @type {const} */ (['direct', 'trigger'])) {
				const line = await measure(stage, way, row, transfers);
				console.log(JSON.stringify(line));
				table.push(line);
			}
		}
		console.table(table);
	} finally {
		await stage.stop();
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
