const { fork } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const { signalTree } = require('./process-tree');

/**
 * @typedef {{ code: number | null, signal: string | null, error?: string }} Exit
 *
 * @typedef {object} Guarded a process that cannot outlive this one
 * @property {Promise<Exit>} exited
 * @property {(signal: NodeJS.Signals) => void} signal
 *
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {string} log file that the output is added to
 * @property {Record<string, string>} env
 * @property {NodeJS.Signals} [endSignal] what ends it with its guard, for a program that has to clear up; SIGKILL by
 *   default
 *
 * @typedef {object} Guard
 * @property {string} folder
 * @property {(command: string, args: string[], options: RunOptions) => Guarded} run
 * @property {() => Promise<void>} end kills what still runs and removes the folder
 */

/** @type {Set<Guard>} */
const guards = new Set();

/** For a program that is told to stop: everything under guard is gone when this resolves. */
async function endAllGuards() {
	await Promise.all([...guards].map((guard) => guard.end()));
}

/**
 * Makes a throw-away folder and runs processes that belong to it. Folder and processes vanish with `end()`, and
 * also when this process ends or is killed.
 * @param {string} folder
 * @param {{ background?: boolean }} [options] background: this process may end without `end()`
 * @returns {Promise<Guard>}
 */
async function startGuard(folder, { background = false } = {}) {
	// stdio is not inherited: a reader of our output must not wait for the guard.
	const child = fork(path.join(__dirname, 'guard.js'), [folder], {
		detached: true,
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		execArgv: [],
	});
	/** @type {Map<number, { pid?: number, settle: (exit: Exit) => void }>} */
	const running = new Map();
	let nextId = 1;

	/** @type {Promise<void>} */
	const ended = new Promise((resolve) => {
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
		child.on('message', (/** @type {any} */ message) => {
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
	/** @param {object} order */
	const tell = (order) => {
		if (child.connected) child.send(order, () => {});
	};

	/** @type {Guard} */
	const guard = {
		folder,
		run(command, args, options) {
			const id = nextId++;
			/** @type {Promise<Exit>} */
			const exited = new Promise((settle) => {
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

module.exports = { startGuard, endAllGuards };
