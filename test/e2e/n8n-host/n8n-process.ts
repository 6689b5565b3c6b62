import fs from 'node:fs/promises';

import { Trouble } from './trouble';
import { until } from './wait';

const START_LIMIT_MS = 180_000;
const TAIL_LINES = 15;

export class PortTaken extends Trouble {}

/**
 * Waits until a started n8n answers, or says why it does not.
 *
 * @param earlier what its log says of earlier starts
 */
export async function untilReady(
	{ url, logFile }: { url: string; logFile: string },
	exited: Promise<unknown>,
	earlier: string,
) {
	let ended = false;
	void exited.then(() => (ended = true));
	const look = async () => ended || (await answers(`${url}healthz/readiness`));
	const settled = await until('n8n', START_LIMIT_MS, look).catch(() => false);
	if (settled && !ended) return;
	const log = (await readLog(logFile)).slice(earlier.length);
	if (ended && /EADDRINUSE|port \d+ is already in use/.test(log)) {
		throw new PortTaken('Another program has taken the port of n8n.', 'Run it again.');
	}
	const what = ended ? 'ended while it started' : `was not ready after ${START_LIMIT_MS / 1000} s`;
	throw new Trouble(
		`n8n ${what}. Its last lines:\n${lastLines(log)}`,
		'Look for the reason there.',
	);
}

/** @returns '' if there is none yet */
export const readLog = async (file: string) => await fs.readFile(file, 'utf8').catch(() => '');

const answers = async (url: string) =>
	await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
		({ ok }) => ok,
		() => false,
	);

export function lastLines(log: string) {
	const lines = log.split('\n').filter((line) => line.trim() && !/^\s+at /.test(line));
	return lines
		.slice(-TAIL_LINES)
		.map((line) => `    ${line}`)
		.join('\n');
}
