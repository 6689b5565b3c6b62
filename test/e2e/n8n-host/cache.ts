import fs from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

import { cacheFolder } from './cache-folder';
import { startGuard } from './guarded';
import { install, n8nIn, nodeIn } from './install';
import { withLock, isAlive } from './lock';
import { Trouble, isSystemError } from './trouble';
import { versions, defaultVersion, nodePackageFor, major } from './versions';

const NEEDED_BYTES = 4e9;
const MARKER = 'complete.json';

export interface Installed {
	/** of n8n */
	version: string;
	directory: string;
	/** the Node to run n8n with */
	node: string;
	/** n8n's script */
	n8n: string;
}

export type Progress = { stage: string; detail?: string };

/** A complete n8n, installed on the first call on a machine and found again later. */
export async function ensureN8n({
	version = defaultVersion,
	onProgress = () => {},
}: { version?: string; onProgress?: (progress: Progress) => void } = {}): Promise<Installed> {
	const pin = versions[version];
	if (!pin) {
		const known = Object.keys(versions).join(', ');
		throw new Trouble(
			`n8n ${version} is not pinned here.`,
			`Use one of ${known}, or add it to versions.js.`,
		);
	}
	const { platform, arch } = process;
	const nodePackage = nodePackageFor(pin, { version: process.version, platform, arch });
	if (!nodePackage && major(process.version) !== major(pin.node)) {
		const needed = `Node ${major(pin.node)}`;
		throw new Trouble(
			`n8n ${version} needs ${needed}, and npm has no ${needed} for ${platform}-${arch}.`,
			`Install ${needed} and run the command with it.`,
		);
	}
	const folder = cacheFolder();
	const directory = path.join(folder, `n8n-${version}-node${major(pin.node)}-${platform}-${arch}`);
	const installed = {
		version,
		directory,
		node: nodeIn(directory, nodePackage),
		n8n: n8nIn(directory),
	};
	if (await isComplete(installed)) return installed;

	await makeFolder(folder);
	await withLock(`${directory}.lock`, {
		onWait: (owner) => onProgress({ stage: `waiting for ${owner}, which installs n8n` }),
		work: async () => {
			if (await isComplete(installed)) return;
			await removeLeftovers(directory);
			await requireSpace(folder);
			const guard = await startGuard(partialFolder(directory));
			try {
				const npmLog = path.join(folder, `install-${version}.log`);
				await fs.writeFile(npmLog, '');
				const report: (stage: string, detail?: string) => void = (stage, detail) =>
					onProgress({ stage, detail });
				await install(guard, { version, overrides: pin.overrides, nodePackage, npmLog, report });
				await fs.writeFile(path.join(guard.folder, MARKER), JSON.stringify({ version }));
				await moveIntoPlace(guard.folder, installed);
			} finally {
				await guard.end();
			}
		},
	});
	return installed;
}

async function isComplete({ directory, node, n8n }: Installed) {
	const files = [path.join(directory, MARKER), node, n8n];
	const found = await Promise.allSettled(files.map((file) => fs.access(file)));
	return found.every(({ status }) => status === 'fulfilled');
}

const partialFolder = (directory: string) =>
	`${directory}.partial-${process.pid}-${randomBytes(4).toString('hex')}`;

async function moveIntoPlace(partial: string, installed: Installed) {
	if (await isComplete(installed)) return;
	// What is there is an install that somebody has damaged, as the marker came with the rename.
	await fs.rm(installed.directory, { recursive: true, force: true });
	await fs.rename(partial, installed.directory);
}

/** What an interrupted machine left behind; a killed process clears up through its guard. */
async function removeLeftovers(directory: string) {
	const prefix = `${path.basename(directory)}.partial-`;
	for (const name of await fs.readdir(path.dirname(directory))) {
		const pid = Number(name.slice(prefix.length).split('-')[0]);
		if (name.startsWith(prefix) && !isAlive(pid)) {
			await fs.rm(path.join(path.dirname(directory), name), { recursive: true, force: true });
		}
	}
}

async function makeFolder(folder: string) {
	try {
		await fs.mkdir(folder, { recursive: true });
		await fs.access(folder, fs.constants.W_OK);
	} catch (error) {
		const reason = isSystemError(error) ? error.code : String(error);
		throw new Trouble(
			`The cache folder ${folder} cannot be written (${reason}).`,
			'Set KORE_N8N_CACHE to a folder that you may write to.',
		);
	}
}

async function requireSpace(folder: string) {
	const { bavail, bsize } = await fs.statfs(folder);
	if (bavail * bsize >= NEEDED_BYTES) return;
	throw new Trouble(
		`${folder} has ${((bavail * bsize) / 1e9).toFixed(1)} GB free; n8n takes 3 GB, and 4 GB while it is installed.`,
		'Free some space, or set KORE_N8N_CACHE to a folder on another disk.',
	);
}
