import fs from 'node:fs/promises';
import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';

import { isSystemError } from './trouble';

const BEAT_MS = 5_000;
// A laptop that slept, or a busy disk, must not look like a dead owner.
const STALE_MS = 60_000;

/**
 * Runs `work` while no other process on this cache folder does. The lock is a file that its owner touches
 * every few seconds; one whose owner has died is taken over.
 */
export async function withLock<T>(
	file: string,
	{ work, onWait }: { work: () => Promise<T>; onWait: (owner: string) => void },
): Promise<T> {
	const content = JSON.stringify({ pid: process.pid, host: os.hostname(), token: randomUUID() });
	while (!(await tryToTake(file, content))) {
		const owner = await ownerOf(file);
		if (owner?.stale) await takeAway(file);
		else {
			if (owner) onWait(owner.name);
			await sleep(1_000);
		}
	}
	const beat = setInterval(() => fs.utimes(file, new Date(), new Date()).catch(() => {}), BEAT_MS);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		const now = await fs.readFile(file, 'utf8').catch(() => '');
		if (now === content) await fs.rm(file, { force: true });
	}
}

async function tryToTake(file: string, content: string) {
	try {
		await fs.writeFile(file, content, { flag: 'wx' });
		return true;
	} catch (error) {
		if (isSystemError(error) && error.code === 'EEXIST') return false;
		throw error;
	}
}

async function ownerOf(file: string) {
	try {
		const { mtimeMs } = await fs.stat(file);
		const owner = parse(await fs.readFile(file, 'utf8'));
		const silent = Date.now() - mtimeMs > STALE_MS;
		const dead = owner?.host === os.hostname() && !isAlive(owner.pid);
		return { name: owner ? `process ${owner.pid}` : 'another process', stale: silent || dead };
	} catch {
		// Released between our two looks at it.
		return undefined;
	}
}

/**
 * Renamed before it is removed, as of two takers only one can rename it. That a third may have made a new lock
 * in between costs it no more than doing the work twice: what it installs has a folder of its own.
 */
async function takeAway(file: string) {
	const stale = `${file}.${randomUUID()}`;
	await fs.rename(file, stale).catch(() => {});
	await fs.rm(stale, { force: true });
}

function parse(text: string): { pid: number; host: string } | undefined {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

export function isAlive(pid: number) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return isSystemError(error) && error.code === 'EPERM';
	}
}
