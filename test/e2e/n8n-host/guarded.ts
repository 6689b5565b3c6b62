import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import { OWN_GROUP, signalTree } from './process-tree';
import type { Note } from './guard';

/** A process that cannot outlive this one. */
export interface Guarded {
	/** With its code; null if it was killed, or could not be started: then its log says why. */
	exited: Promise<number | null>;
	signal: (signal: NodeJS.Signals) => void;
}

interface RunOptions {
	cwd: string;
	/** File that the output is added to. */
	log: string;
	env: NodeJS.ProcessEnv;
	/** What ends it with its guard, for a program that has to clear up; SIGKILL by default. */
	endSignal?: NodeJS.Signals;
}

export interface Guard {
	folder: string;
	run: (command: string, args: string[], options: RunOptions) => Guarded;
	/** Ends what still runs and removes the folder. */
	end: () => Promise<void>;
}

const guards = new Set<Guard>();

/** For a program that is told to stop: everything under guard is gone when this resolves. */
export async function endAllGuards() {
	await Promise.all([...guards].map((guard) => guard.end()));
}

/**
 * Makes a throw-away folder and runs processes that belong to it. Folder and processes vanish with `end()`, and
 * also when this process ends or is killed: a process of its own (guard.ts) sees to that.
 */
export async function startGuard(folder: string): Promise<Guard> {
	// stdio is not inherited: a reader of our output must not wait for the guard.
	const watcher = fork(path.join(__dirname, 'guard.ts'), [folder], {
		detached: true,
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		execArgv: RUN_TYPESCRIPT,
	});
	const running = new Set<number>();
	const ended = once(watcher, 'exit').then(() => {
		// Normally nothing is left; a guard that was killed itself could not clear up.
		for (const pid of running) signalTree(pid, 'SIGKILL');
		fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
		guards.delete(guard);
	});
	const guard: Guard = {
		folder,
		run(command, args, { cwd, log, env, endSignal = 'SIGKILL' }) {
			const output = fs.openSync(log, 'a');
			const stdio = ['ignore', output, output] as const;
			const child = spawn(command, args, { cwd, env, stdio: [...stdio], ...OWN_GROUP });
			fs.closeSync(output);
			const { pid } = child;
			const tell = (note: Note) => watcher.connected && watcher.send(note, () => {});
			if (pid) {
				running.add(pid);
				tell({ pid, endSignal });
			}
			const exited = once(child, 'exit').then(
				([code]) => code as number | null,
				({ message }: Error) => {
					fs.appendFileSync(log, `${message}\n`);
					return null;
				},
			);
			void exited.then(() => {
				if (!pid) return;
				// n8n's task runner must not survive an n8n that was killed.
				signalTree(pid, 'SIGKILL');
				running.delete(pid);
				tell({ pid });
			});
			return { exited, signal: (signal) => pid && signalTree(pid, signal) };
		},
		async end() {
			watcher.ref();
			if (watcher.connected) watcher.disconnect();
			await ended;
		},
	};
	guards.add(guard);
	const failed = ended.then(() => {
		throw new Error(`The guard of ${folder} could not start`);
	});
	await Promise.race([once(watcher, 'message'), failed]);
	// It must not keep this process from ending.
	watcher.unref();
	watcher.channel?.unref();
	fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
	return guard;
}
