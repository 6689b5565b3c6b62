import fs from 'node:fs/promises';

import { Trouble } from './trouble';
import { until } from './wait';

const TAIL_LINES = 15;

/** A program that has ended while it started. */
export class EndedEarly extends Trouble {}

/**
 * Waits until a program can be used, or says, with the last lines of its log, why it cannot.
 *
 * @param isReady is asked again and again, with what the log says since the program was started
 */
export async function untilStarted(
	what: string,
	{ exited, log, earlier }: { exited: Promise<unknown>; log: string; earlier: string },
	limitMs: number,
	isReady: (said: string) => Promise<boolean> | boolean,
) {
	let ended = false;
	void exited.then(() => (ended = true));
	const said = async () => (await readLog(log)).slice(earlier.length);
	const look = async () => ended || (await isReady(await said()));
	const settled = await until(what, limitMs, look).catch(() => false);
	if (settled && !ended) return;
	const why = ended ? 'ended while it started' : `was not ready after ${limitMs / 1000} s`;
	const message = `${what} ${why}. Its last lines:\n${lastLines(await said())}`;
	throw new (ended ? EndedEarly : Trouble)(message, 'Look for the reason there.');
}

/** @returns '' if there is none yet */
export const readLog = async (file: string) => await fs.readFile(file, 'utf8').catch(() => '');

export function lastLines(log: string) {
	const lines = log.split('\n').filter((line) => line.trim() && !/^\s+at /.test(line));
	return lines
		.slice(-TAIL_LINES)
		.map((line) => `    ${line}`)
		.join('\n');
}
