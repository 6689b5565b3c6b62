const fs = require('node:fs/promises');
const path = require('node:path');

/** Linux only: elsewhere nothing tells the peak of a process that runs already. */
const canMeasureMemory = process.platform === 'linux';

/**
 * n8n's main process, and not its task runner, which has the same folder.
 * @param {import('../../e2e/n8n-host/n8n-instance').N8nInstance} n8n
 * @returns {Promise<number>}
 */
async function processId({ userFolder, options }) {
	const folder = await fs.realpath(userFolder);
	const command = [options.installed.node, options.installed.n8n, 'start'].join('\0');
	for (const pid of await fs.readdir('/proc')) {
		const cwd = await fs.readlink(path.join('/proc', pid, 'cwd')).catch(() => '');
		if (cwd !== folder) continue;
		const line = await fs.readFile(path.join('/proc', pid, 'cmdline'), 'utf8').catch(() => '');
		// n8n gives itself a title, which takes the place of the command.
		if (line.startsWith(command) || /^n8n\0*$/.test(line)) return Number(pid);
	}
	throw new Error(`No process of n8n works in ${folder}`);
}

/** @param {number} pid @param {'VmRSS' | 'VmHWM'} field @returns {Promise<number>} in MB */
async function read(pid, field) {
	const status = await fs.readFile(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = status.match(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm')) ?? [];
	return Number(kilobytes) / 1024;
}

/** @param {number} pid */
const residentMb = async (pid) => await read(pid, 'VmRSS');

/** The most since `forgetPeak`. @param {number} pid */
const peakMb = async (pid) => await read(pid, 'VmHWM');

/** @param {number} pid */
const forgetPeak = async (pid) => await fs.writeFile(`/proc/${pid}/clear_refs`, '5');

module.exports = { canMeasureMemory, forgetPeak, peakMb, processId, residentMb };
