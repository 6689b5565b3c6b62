const { spawnSync } = require('node:child_process');

/**
 * Sends a signal to a process that leads a group of its own, and to all it has started.
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalTree(pid, signal) {
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

module.exports = { signalTree };
