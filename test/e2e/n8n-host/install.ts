import fs from 'node:fs/promises';
import path from 'node:path';

import { describeInstall } from './install-progress';
import { npmCommand, npmEnvironment } from './npm';
import { installTrouble } from './install-trouble';

import type { Guard } from './guarded';
export type { Guard };

export interface Plan {
	/** of n8n */
	version: string;
	overrides: Record<string, string>;
	nodePackage: { name: string; version: string } | undefined;
	/** file for npm's own output */
	npmLog: string;
	report: (stage: string, detail?: string) => void;
}

/** Fills the guard's folder with an n8n that has proved that it runs. */
export async function install(guard: Guard, plan: Plan) {
	const { version, overrides, nodePackage, npmLog, report } = plan;
	const dependencies: Record<string, string> = { n8n: version };
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

async function npm(guard: Guard, { npmLog }: Plan, args: string[], onTick: () => void) {
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

async function prove(guard: Guard, { version, npmLog, nodePackage, report }: Plan) {
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

export const n8nIn = (folder: string) => path.join(folder, 'node_modules/n8n/bin/n8n');

export function nodeIn(folder: string, nodePackage: { name: string } | undefined) {
	if (!nodePackage) return process.execPath;
	const executable = process.platform === 'win32' ? 'node.exe' : 'node';
	return path.join(folder, 'node_modules', nodePackage.name, 'bin', executable);
}
