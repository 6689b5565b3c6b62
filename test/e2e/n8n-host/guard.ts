/**
 * Clears up after a process of ours. It lives in a session of its own, so neither Ctrl-C nor the death of that process
 * reaches it, but it notices when the channel to it closes, however that came: then it kills what the other has started,
 * removes the folder, and ends.
 *
 * usage: guard.ts <folder>, started by guarded.ts with an IPC channel
 */
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { isAlive, signalTree } from './process-tree';

/** Says that a process runs, and how it is to be ended; without a signal, that it has ended. */
export interface Note {
	pid: number;
	endSignal?: NodeJS.Signals;
}

const END_LIMIT_MS = 10_000;
const POLL_MS = 50;

const folder = process.argv[2];
const running = new Map<number, NodeJS.Signals>();
const left = () => [...running.keys()].filter(isAlive);

async function clearUp() {
	for (const [pid, signal] of running) signalTree(pid, signal);
	const limit = Date.now() + END_LIMIT_MS;
	while (left().length > 0 && Date.now() < limit) await sleep(POLL_MS);
	for (const pid of left()) signalTree(pid, 'SIGKILL');
	fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

process.on('message', ({ pid, endSignal }: Note) => {
	if (endSignal) running.set(pid, endSignal);
	else running.delete(pid);
});
process.once('disconnect', () => void clearUp());
// Whoever ends us ends the other too, or does not mean it.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
process.send?.('ready');
