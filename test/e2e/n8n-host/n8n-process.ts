import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { Trouble } from './trouble';
import type { Guarded } from './guarded';

const POLL_MS = 100;
const TAIL_LINES = 15;

export class PortTaken extends Error {}

/** Waits until a started n8n answers, or says why it does not. */
export async function untilReady({
	url,
	logFile,
	exited,
	limitMs,
}: {
	url: string;
	logFile: string;
	exited: Promise<unknown>;
	limitMs: number;
}) {
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

const readLog = async (logFile: string) => await fs.readFile(logFile, 'utf8').catch(() => '');

async function answers(url: string) {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		return false;
	}
}

export function lastLines(log: string) {
	const lines = log.split('\n').filter((line) => line.trim() && !/^\s+at /.test(line));
	return lines
		.slice(-TAIL_LINES)
		.map((line) => `    ${line}`)
		.join('\n');
}

/** @param limitMs after which it is killed */
export async function stopGently({ exited, signal }: Guarded, limitMs: number) {
	signal('SIGTERM');
	const timer = setTimeout(() => signal('SIGKILL'), limitMs);
	await exited;
	clearTimeout(timer);
}
