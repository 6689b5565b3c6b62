const fs = require('node:fs/promises');
const os = require('node:os');
const { setTimeout: sleep } = require('node:timers/promises');
const { randomUUID } = require('node:crypto');

const { isSystemError } = require('./trouble');

const BEAT_MS = 5_000;
// A laptop that slept, or a busy disk, must not look like a dead owner.
const STALE_MS = 60_000;

/**
 * Runs `work` while no other process on this cache folder does. The lock is a file that its owner touches
 * every few seconds; one whose owner has died is taken over.
 * @template T
 * @param {string} file
 * @param {{ work: () => Promise<T>, onWait: (owner: string) => void }} actions
 * @returns {Promise<T>}
 */
async function withLock(file, { work, onWait }) {
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

/**
 * @param {string} file
 * @param {string} content
 */
async function tryToTake(file, content) {
	try {
		await fs.writeFile(file, content, { flag: 'wx' });
		return true;
	} catch (error) {
		if (isSystemError(error) && error.code === 'EEXIST') return false;
		throw error;
	}
}

/** @param {string} file */
async function ownerOf(file) {
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
 * @param {string} file
 */
async function takeAway(file) {
	const stale = `${file}.${randomUUID()}`;
	await fs.rename(file, stale).catch(() => {});
	await fs.rm(stale, { force: true });
}

/**
 * @param {string} text
 * @returns {{ pid: number, host: string } | undefined}
 */
function parse(text) {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** @param {number} pid */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return isSystemError(error) && error.code === 'EPERM';
	}
}

module.exports = { withLock, isAlive };
