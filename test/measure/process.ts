import fs from 'node:fs/promises';
import path from 'node:path';

import type { N8nInstance } from '../e2e/n8n-host/n8n-instance';

/** Linux only: elsewhere nothing tells the peak of a process that runs already. */
export const canMeasureMemory = process.platform === 'linux';

/** n8n's main process, and not its task runner, which has the same folder. */
export async function processId({ userFolder, options }: N8nInstance): Promise<number> {
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

/** @returns in MB */
async function read(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await fs.readFile(`/proc/${pid}/status`, 'utf8');
	const [, kilobytes] = status.match(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm')) ?? [];
	return Number(kilobytes) / 1024;
}

export const residentMb = async (pid: number) => await read(pid, 'VmRSS');

/** The most since `forgetPeak`. */
export const peakMb = async (pid: number) => await read(pid, 'VmHWM');

export const forgetPeak = async (pid: number) => await fs.writeFile(`/proc/${pid}/clear_refs`, '5');
