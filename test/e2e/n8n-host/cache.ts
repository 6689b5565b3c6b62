import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { startGuard } from './guarded';
import { install, n8nIn, nodeIn } from './install';
import { defaultVersion, major, nodePackageFor, versions } from './versions';

const MARKER = 'complete.json';
const PARTIAL = '.partial-';
/** No install takes so long. */
const DAY_MS = 86_400_000;

export interface Installed {
	/** Of n8n. */
	version: string;
	directory: string;
	/** The Node to run n8n with. */
	node: string;
	/** n8n's script. */
	n8n: string;
}

/** Where installed n8n versions are kept: outside the checkout, so that a fresh clone finds them again. */
export function cacheFolder(): string {
	const { KORE_N8N_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
	if (KORE_N8N_CACHE) return path.resolve(KORE_N8N_CACHE);
	const caches = XDG_CACHE_HOME || LOCALAPPDATA || path.join(os.homedir(), '.cache');
	return path.join(caches, 'n8n-nodes-kore-agentassist');
}

/**
 * A complete n8n, installed on the first call on a machine and found again later. Two processes that install it at once
 * do the work twice: each has a folder of its own, and the first to be ready renames it into place.
 */
export async function ensureN8n({ version = defaultVersion } = {}): Promise<Installed> {
	const { installed, pin, nodePackage } = place(version);
	const { directory } = installed;
	if (await isComplete(installed)) return installed;

	await fs.mkdir(cacheFolder(), { recursive: true });
	await clearPartial();
	// What is there has been damaged by somebody, as the marker came with the rename.
	await fs.rm(directory, { recursive: true, force: true });
	const guard = await startGuard(`${directory}${PARTIAL}${randomUUID()}`);
	try {
		const { overrides } = pin;
		await install(guard, { version, overrides, nodePackage, keptLog: `${directory}.log` });
		await fs.writeFile(path.join(guard.folder, MARKER), JSON.stringify({ version }));
		await fs.rename(guard.folder, directory).catch(async (error) => {
			if (!(await isComplete(installed))) throw error;
		});
	} finally {
		await guard.end();
	}
	return installed;
}

export const isInstalled = async (version = defaultVersion) =>
	await isComplete(place(version).installed);

function place(version: string) {
	const pin = versions[version];
	if (!pin) throw new Error(`n8n ${version} is not pinned in versions.ts`);
	const nodePackage = nodePackageFor(pin);
	const { platform, arch } = process;
	const name = `n8n-${version}-node${major(pin.node)}-${platform}-${arch}`;
	const directory = path.join(cacheFolder(), name);
	const node = nodeIn(directory, nodePackage);
	const installed: Installed = { version, directory, node, n8n: n8nIn(directory) };
	return { installed, pin, nodePackage };
}

/** Removes what an install has left behind whose guard was killed, too, as when the power fails. */
async function clearPartial() {
	for (const name of await fs.readdir(cacheFolder())) {
		if (!name.includes(PARTIAL)) continue;
		const folder = path.join(cacheFolder(), name);
		const { mtimeMs } = await fs.stat(folder);
		if (Date.now() - mtimeMs > DAY_MS) await fs.rm(folder, { recursive: true, force: true });
	}
}

async function isComplete({ directory, node, n8n }: Installed) {
	const files = [path.join(directory, MARKER), node, n8n];
	const found = await Promise.allSettled(files.map((file) => fs.access(file)));
	return found.every(({ status }) => status === 'fulfilled');
}
