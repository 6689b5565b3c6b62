const fs = require('node:fs/promises');
const path = require('node:path');

const { describeInstall } = require('./install-progress');
const { npmCommand, npmEnvironment } = require('./npm');
const { installTrouble } = require('./install-trouble');

/**
 * @typedef {import('./guarded').Guard} Guard
 *
 * @typedef {object} Plan
 * @property {string} version of n8n
 * @property {Record<string, string>} overrides
 * @property {{ name: string, version: string } | undefined} nodePackage
 * @property {string} npmLog file for npm's own output
 * @property {(stage: string, detail?: string) => void} report
 */

/**
 * Fills the guard's folder with an n8n that has proved that it runs.
 * @param {Guard} guard
 * @param {Plan} plan
 */
async function install(guard, plan) {
	const { version, overrides, nodePackage, npmLog, report } = plan;
	/** @type {Record<string, string>} */
	const dependencies = { n8n: version };
	if (nodePackage) dependencies[nodePackage.name] = nodePackage.version;
	// Newer versions of npm run no script of a package that is not named here.
	const allowScripts = { sqlite3: true };
	const manifest = { name: 'n8n-host', private: true, dependencies, overrides, allowScripts };
	await fs.writeFile(path.join(guard.folder, 'package.json'), JSON.stringify(manifest, null, '\t'));

	// Without scripts, as a Kafka client that n8n does not need here cannot be built everywhere.
	const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=http'];
	await npm(guard, plan, ['install', '--ignore-scripts=true', ...quiet], async () =>
		report('getting n8n from the npm registry', await describeInstall(guard.folder, npmLog)),
	);
	await npm(
		guard,
		plan,
		['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
		() => report('building the database driver'),
	);
	await prove(guard, plan);
}

/**
 * @param {Guard} guard
 * @param {Plan} plan
 * @param {string[]} args
 * @param {() => void} onTick
 */
async function npm(guard, { npmLog }, args, onTick) {
	const { command, args: before } = npmCommand();
	const ticker = setInterval(onTick, 1_000);
	onTick();
	try {
		const options = { cwd: guard.folder, log: npmLog, env: npmEnvironment() };
		const exit = await guard.run(command, [...before, ...args], options).exited;
		if (exit.code !== 0) throw await installTrouble(args[0], exit, npmLog);
	} finally {
		clearInterval(ticker);
	}
}

/**
 * @param {Guard} guard
 * @param {Plan} plan
 */
async function prove(guard, { version, npmLog, nodePackage, report }) {
	report('checking that n8n runs');
	const node = nodeIn(guard.folder, nodePackage);
	const script = `require('sqlite3'); console.log(require('n8n/package.json').version)`;
	for (const args of [
		['-e', script],
		[n8nIn(guard.folder), '--version'],
	]) {
		const log = path.join(guard.folder, 'proof.log');
		await fs.rm(log, { force: true });
		const env = { ...npmEnvironment(), N8N_USER_FOLDER: guard.folder };
		const exit = await guard.run(node, args, { cwd: guard.folder, log, env }).exited;
		const output = await fs.readFile(log, 'utf8').catch(() => '');
		if (exit.code !== 0 || !output.includes(version)) {
			await fs.appendFile(npmLog, output);
			throw await installTrouble('check', exit, npmLog);
		}
	}
}

/** @param {string} folder */
const n8nIn = (folder) => path.join(folder, 'node_modules/n8n/bin/n8n');

/**
 * @param {string} folder
 * @param {{ name: string } | undefined} nodePackage
 */
function nodeIn(folder, nodePackage) {
	if (!nodePackage) return process.execPath;
	const executable = process.platform === 'win32' ? 'node.exe' : 'node';
	return path.join(folder, 'node_modules', nodePackage.name, 'bin', executable);
}

module.exports = { install, n8nIn, nodeIn };
