import { spawnSync } from 'node:child_process';

/** Sends a signal to a process that leads a group of its own, and to all it has started. */
export function signalTree(pid: number, signal: NodeJS.Signals) {
	if (process.platform === 'win32') {
		// Windows has neither groups nor signals; a process without a window cannot be asked to close.
		spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-pid, signal);
	} catch {
		// The group is gone already.
	}
}
