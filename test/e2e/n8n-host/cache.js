const fs = require('node:fs/promises');
const path = require('node:path');
const { randomBytes } = require('node:crypto');

const { cacheFolder } = require('./cache-folder');
const { startGuard } = require('./guarded');
const { install, n8nIn, nodeIn } = require('./install');
const { withLock, isAlive } = require('./lock');
const { Trouble, isSystemError } = require('./trouble');
const { versions, defaultVersion, nodePackageFor, major } = require('./versions');

const NEEDED_BYTES = 4e9;
const MARKER = 'complete.json';

/**
 * @typedef {object} Installed
 * @property {string} version of n8n
 * @property {string} directory
 * @property {string} node the Node to run n8n with
 * @property {string} n8n n8n's script
 *
 * @typedef {{ stage: string, detail?: string }} Progress
 */

/**
 * A complete n8n, installed on the first call on a machine and found again later.
 * @param {{ version?: string, onProgress?: (progress: Progress) => void }} [options]
 * @returns {Promise<Installed>}
 */
async function ensureN8n({ version = defaultVersion, onProgress = () => {} } = {}) {
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
				/** @type {(stage: string, detail?: string) => void} */
				const report = (stage, detail) => onProgress({ stage, detail });
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

/** @param {Installed} installed */
async function isComplete({ directory, node, n8n }) {
	const files = [path.join(directory, MARKER), node, n8n];
	const found = await Promise.allSettled(files.map((file) => fs.access(file)));
	return found.every(({ status }) => status === 'fulfilled');
}

/** @param {string} directory */
const partialFolder = (directory) =>
	`${directory}.partial-${process.pid}-${randomBytes(4).toString('hex')}`;

/**
 * @param {string} partial
 * @param {Installed} installed
 */
async function moveIntoPlace(partial, installed) {
	if (await isComplete(installed)) return;
	// What is there is an install that somebody has damaged, as the marker came with the rename.
	await fs.rm(installed.directory, { recursive: true, force: true });
	await fs.rename(partial, installed.directory);
}

/**
 * What an interrupted machine left behind; a killed process clears up through its guard.
 * @param {string} directory
 */
async function removeLeftovers(directory) {
	const prefix = `${path.basename(directory)}.partial-`;
	for (const name of await fs.readdir(path.dirname(directory))) {
		const pid = Number(name.slice(prefix.length).split('-')[0]);
		if (name.startsWith(prefix) && !isAlive(pid)) {
			await fs.rm(path.join(path.dirname(directory), name), { recursive: true, force: true });
		}
	}
}

/** @param {string} folder */
async function makeFolder(folder) {
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

/** @param {string} folder */
async function requireSpace(folder) {
	const { bavail, bsize } = await fs.statfs(folder);
	if (bavail * bsize >= NEEDED_BYTES) return;
	throw new Trouble(
		`${folder} has ${((bavail * bsize) / 1e9).toFixed(1)} GB free; n8n takes 3 GB, and 4 GB while it is installed.`,
		'Free some space, or set KORE_N8N_CACHE to a folder on another disk.',
	);
}

module.exports = { ensureN8n };
