import { spawnSync } from 'node:child_process';

const WINDOWS = process.platform === 'win32';

/** For `spawn`: the process leads a group, so that what it starts can be signalled with it. */
export const OWN_GROUP = { detached: !WINDOWS, windowsHide: true };

/** Sends a signal to a process that leads a group of its own, and to all it has started. */
export function signalTree(pid: number, signal: NodeJS.Signals) {
	// Windows has neither groups nor signals; a process without a window cannot be asked to close.
	if (WINDOWS) spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
	else reaches(-pid, signal);
}

/** Whether one of the group is left. */
export const isAlive = (pid: number) => reaches(WINDOWS ? pid : -pid, 0);

function reaches(pid: number, signal: NodeJS.Signals | 0) {
	try {
		return process.kill(pid, signal);
	} catch {
		return false;
	}
}
