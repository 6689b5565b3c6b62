import { fork } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import { signalTree } from './process-tree';

export type Exit = { code: number | null; signal: string | null; error?: string };

/** a process that cannot outlive this one */
export interface Guarded {
	exited: Promise<Exit>;
	signal: (signal: NodeJS.Signals) => void;
}

export interface RunOptions {
	cwd: string;
	/** file that the output is added to */
	log: string;
	env: Record<string, string>;
	/** what ends it with its guard, for a program that has to clear up; SIGKILL by default */
	endSignal?: NodeJS.Signals;
}

export interface Guard {
	folder: string;
	run: (command: string, args: string[], options: RunOptions) => Guarded;
	/** kills what still runs and removes the folder */
	end: () => Promise<void>;
}

const guards: Set<Guard> = new Set();

/** For a program that is told to stop: everything under guard is gone when this resolves. */
export async function endAllGuards() {
	await Promise.all([...guards].map((guard) => guard.end()));
}

/**
 * Makes a throw-away folder and runs processes that belong to it. Folder and processes vanish with `end()`, and
 * also when this process ends or is killed.
 *
 * @param options background: this process may end without `end()`
 */
export async function startGuard(
	folder: string,
	{ background = false }: { background?: boolean } = {},
): Promise<Guard> {
	// stdio is not inherited: a reader of our output must not wait for the guard.
	const child = fork(path.join(__dirname, 'guard.ts'), [folder], {
		detached: true,
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		execArgv: RUN_TYPESCRIPT,
	});
	const running: Map<number, { pid?: number; settle: (exit: Exit) => void }> = new Map();
	let nextId = 1;

	const ended: Promise<void> = new Promise((resolve) => {
		child.once('exit', () => {
			// Normally nothing is left; a guard that was killed itself could not clear up.
			for (const { pid, settle } of running.values()) {
				if (pid) signalTree(pid, 'SIGKILL');
				settle({ code: null, signal: 'SIGKILL' });
			}
			running.clear();
			fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
			resolve();
		});
	});

	await new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', () => reject(new Error(`The guard of ${folder} could not start`)));
		child.on('message', (message: any) => {
			if (message.ready) resolve(undefined);
			const entry = running.get(message.id);
			if (entry && message.pid) entry.pid = message.pid;
			if (entry && message.exit) {
				running.delete(message.id);
				entry.settle(message.exit);
			}
		});
	});

	if (background) {
		child.unref();
		child.channel?.unref();
	}
	const tell = (order: object) => {
		if (child.connected) child.send(order, () => {});
	};

	const guard: Guard = {
		folder,
		run(command, args, options) {
			const id = nextId++;
			const exited: Promise<Exit> = new Promise((settle) => {
				if (child.connected) running.set(id, { settle });
				else settle({ code: null, signal: null, error: 'its guard has ended' });
			});
			tell({ do: 'run', id, command, args, ...options });
			return { exited, signal: (signal) => tell({ do: 'signal', id, signal }) };
		},
		async end() {
			tell({ do: 'end' });
			await ended;
		},
	};
	guards.add(guard);
	void ended.then(() => guards.delete(guard));
	return guard;
}
