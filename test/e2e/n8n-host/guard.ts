/**
 * The process that owns a throw-away folder and everything that runs for it. It lives in a session of its
 * own, so neither Ctrl-C nor the death of the parent reaches it, but it notices when the channel to the parent
 * closes, however the parent ended: then it kills what it started, removes the folder, and ends.
 *
 * usage: guard.js <folder>, started by guarded.js with an IPC channel
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';

import { signalTree } from './process-tree';
import type { ChildProcess } from 'node:child_process';

export type RunOrder = {
	do: 'run';
	id: number;
	command: string;
	args: string[];
	cwd: string;
	log: string;
	env: Record<string, string>;
	endSignal?: NodeJS.Signals;
};

export type Order = RunOrder | { do: 'signal'; id: number; signal: NodeJS.Signals } | { do: 'end' };

export type Running = { child: ChildProcess; endSignal?: NodeJS.Signals };

const folder = process.argv[2];
const running: Map<number, Running> = new Map();
let ending = false;

function tell(message: object) {
	if (process.connected) process.send?.(message, () => {});
}

function run(order: RunOrder) {
	if (ending) return;
	const log = fs.openSync(order.log, 'a');
	const child = spawn(order.command, order.args, {
		cwd: order.cwd,
		env: order.env,
		stdio: ['ignore', log, log],
		// A group of its own, so that what n8n starts can be signalled with it.
		detached: process.platform !== 'win32',
		windowsHide: true,
	});
	fs.closeSync(log);
	const gone = (outcome: object) => {
		if (!running.delete(order.id)) return;
		// n8n's task runner must not survive an n8n that was killed.
		if (child.pid) signalTree(child.pid, 'SIGKILL');
		tell({ id: order.id, ...outcome });
		if (ending) finish();
	};
	running.set(order.id, { child, endSignal: order.endSignal });
	child.on('error', (error) => gone({ exit: { code: null, signal: null, error: error.message } }));
	child.on('exit', (code, signal) => gone({ exit: { code, signal } }));
	tell({ id: order.id, pid: child.pid });
}

function end() {
	if (ending) return;
	ending = true;
	for (const { child, endSignal = 'SIGKILL' } of running.values()) {
		if (child.pid) signalTree(child.pid, endSignal);
	}
	if (running.size === 0) finish();
}

function finish() {
	if (running.size > 0) return;
	fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
	process.exit(0);
}

process.on('message', (order: Order) => {
	if (order.do === 'run') run(order);
	if (order.do === 'end') end();
	if (order.do === 'signal') {
		const pid = running.get(order.id)?.child.pid;
		if (pid) signalTree(pid, order.signal);
	}
});
process.on('disconnect', end);
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end);

fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
tell({ ready: true });
if (!process.connected) end();
