const axios = require('axios');
const fs = require('node:fs/promises');
const http = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');

const { processId, residentMb } = require('../../bench/sending/memory');
const { databaseOf } = require('../database/database');

/**
 * @typedef {object} Sample
 * @property {number} seconds since the first one
 * @property {number} rssMb of n8n's main process
 * @property {number} cpuPercent of one core, n8n's main process since the sample before
 * @property {number} answerMs the slowest answer of /healthz since then: it waits for n8n's event loop
 * @property {number} started transfers so far
 * @property {number} open transfers that are not over
 * @property {number} databaseMb with its write-ahead log
 */

const EVERY_MS = 5000;
const PROBE_EVERY_MS = 250;
const PROBE_LIMIT_MS = 60_000;
// Linux counts a process's time in these.
const TICKS_A_SECOND = 100;

/**
 * Looks at n8n every five seconds until it is stopped.
 * @param {import('./stage').LoadStage} stage
 * @param {import('./transfers').Transfers} transfers
 */
async function startSampler({ n8n }, transfers) {
	const pid = await processId(n8n);
	const stopped = new AbortController();
	/** @type {Sample[]} */
	const samples = [];
	let slowest = 0;
	const client = axios.create({
		httpAgent: new http.Agent({ keepAlive: true }),
		timeout: PROBE_LIMIT_MS,
		proxy: false,
	});

	/** @param {number} everyMs @param {() => Promise<void>} look */
	const repeat = async (everyMs, look) => {
		while (!stopped.signal.aborted) {
			await look();
			await sleep(everyMs, undefined, { signal: stopped.signal }).catch(() => {});
		}
	};
	const probing = repeat(PROBE_EVERY_MS, async () => {
		const asked = performance.now();
		await client.get(`${n8n.url}healthz`);
		slowest = Math.max(slowest, performance.now() - asked);
	});

	const begin = performance.now();
	let last = { at: begin, ticks: await ticksOf(pid) };
	const sampling = repeat(EVERY_MS, async () => {
		const now = { at: performance.now(), ticks: await ticksOf(pid) };
		const share = (now.ticks - last.ticks) / TICKS_A_SECOND / ((now.at - last.at) / 1000);
		samples.push({
			seconds: (now.at - begin) / 1000,
			rssMb: await residentMb(pid),
			cpuPercent: share * 100,
			answerMs: slowest,
			started: transfers.asked,
			open: transfers.open(),
			databaseMb: await sizeMb(databaseOf(n8n)),
		});
		last = now;
		slowest = 0;
	});

	return {
		samples,
		async stop() {
			stopped.abort();
			await Promise.all([probing, sampling]);
		},
	};
}

/** @param {number} pid @returns {Promise<number>} user's and system's */
async function ticksOf(pid) {
	const stat = await fs.readFile(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return Number(fields[11]) + Number(fields[12]);
}

/** @param {string} database */
async function sizeMb(database) {
	const files = await Promise.all([fs.stat(database), fs.stat(`${database}-wal`)]);
	return files.reduce((sum, { size }) => sum + size, 0) / 2 ** 20;
}

/** @param {Sample[]} samples */
function toCsv(samples) {
	const names = /** @type {(keyof Sample)[]} */ (Object.keys(samples[0]));
	const rows = samples.map((sample) => names.map((name) => sample[name].toFixed(1)).join(','));
	return `${[names.join(','), ...rows].join('\n')}\n`;
}

module.exports = { startSampler, toCsv };
