const fs = require('node:fs/promises');
const { setTimeout: sleep } = require('node:timers/promises');

const { Trouble } = require('./trouble');

const POLL_MS = 100;
const TAIL_LINES = 15;

class PortTaken extends Error {}

/**
 * Waits until a started n8n answers, or says why it does not.
 * @param {{ url: string, logFile: string, exited: Promise<unknown>, limitMs: number }} options
 */
async function untilReady({ url, logFile, exited, limitMs }) {
	const earlier = await readLog(logFile);
	let ended = false;
	void exited.then(() => (ended = true));
	const limit = Date.now() + limitMs;
	while (!ended && Date.now() < limit) {
		if (await answers(`${url}healthz/readiness`)) return;
		await sleep(POLL_MS);
	}
	const log = (await readLog(logFile)).slice(earlier.length);
	if (ended && /EADDRINUSE|port \d+ is already in use/.test(log)) throw new PortTaken();
	const what = ended
		? 'n8n ended while it started.'
		: `n8n was not ready after ${limitMs / 1000} s.`;
	throw new Trouble(
		`${what} Its last lines:\n${lastLines(log)}`,
		'Look for the reason in its log.',
	);
}

/** @param {string} logFile */
const readLog = async (logFile) => await fs.readFile(logFile, 'utf8').catch(() => '');

/** @param {string} url */
async function answers(url) {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		return false;
	}
}

/** @param {string} log */
function lastLines(log) {
	const lines = log.split('\n').filter((line) => line.trim() && !/^\s+at /.test(line));
	return lines
		.slice(-TAIL_LINES)
		.map((line) => `    ${line}`)
		.join('\n');
}

/**
 * @param {import('./guarded').Guarded} guarded
 * @param {number} limitMs after which it is killed
 */
async function stopGently({ exited, signal }, limitMs) {
	signal('SIGTERM');
	const timer = setTimeout(() => signal('SIGKILL'), limitMs);
	await exited;
	clearTimeout(timer);
}

module.exports = { untilReady, stopGently, lastLines, PortTaken };
