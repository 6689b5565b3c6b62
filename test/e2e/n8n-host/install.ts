import fs from 'node:fs/promises';
import path from 'node:path';

import { installTrouble } from './install-trouble';
import { lastLines } from './started';
import { npmCommand } from './npm';
import { Trouble } from './trouble';
import type { Guard } from './guarded';

const STILL_MS = 60_000;

interface Plan {
	/** Of n8n. */
	version: string;
	overrides: Record<string, string>;
	nodePackage: { name: string; version: string } | undefined;
	/** Where the log goes if it fails. */
	keptLog: string;
}

/** Fills the guard's folder with an n8n that has proved that it runs. */
export async function install(guard: Guard, plan: Plan) {
	const say = (text: string) => process.stdout.write(`  ${text}\n`);
	say(`Getting n8n ${plan.version}, once: about 5 minutes, 3 GB in ${path.dirname(guard.folder)}`);
	const began = Date.now();
	const ticker = setInterval(
		() => say(`... still getting it, for ${Math.round((Date.now() - began) / 60_000)} min`),
		STILL_MS,
	);
	const log = path.join(guard.folder, 'install.log');
	try {
		await fill(guard, log, plan);
	} catch (error) {
		// On a full disk, or before npm has begun, there is none.
		const isKept = await fs.copyFile(log, plan.keptLog).then(
			() => true,
			() => false,
		);
		if (isKept && error instanceof Trouble) error.remedy += `\nThe log: ${plan.keptLog}`;
		throw error;
	} finally {
		clearInterval(ticker);
	}
}

async function fill(guard: Guard, log: string, { version, overrides, nodePackage }: Plan) {
	const dependencies: Record<string, string> = { n8n: version };
	if (nodePackage) dependencies[nodePackage.name] = nodePackage.version;
	// Newer versions of npm run no script of a package that is not named here.
	const allowScripts = { sqlite3: true };
	const manifest = { name: 'n8n-host', private: true, dependencies, overrides, allowScripts };
	await fs.writeFile(path.join(guard.folder, 'package.json'), JSON.stringify(manifest));

	const run = async (command: string, args: string[]) => {
		const env = { ...process.env, N8N_USER_FOLDER: guard.folder };
		const code = await guard.run(command, args, { cwd: guard.folder, log, env }).exited;
		return { failed: code !== 0, output: await fs.readFile(log, 'utf8') };
	};
	const [npm, ...script] = npmCommand();
	const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=http'];
	for (const args of [
		// Without scripts, as a Kafka client that n8n does not need here cannot be built everywhere.
		['install', '--ignore-scripts=true', ...quiet],
		['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'],
	]) {
		const { failed, output } = await run(npm, [...script, ...args]);
		if (failed) throw installTrouble(output);
	}
	const node = nodeIn(guard.folder, nodePackage);
	const { failed, output } = await run(node, ['-r', 'sqlite3', n8nIn(guard.folder), '--version']);
	if (failed) throw new Trouble(`n8n does not run:\n${lastLines(output)}`, 'Read the log.');
}

export const n8nIn = (folder: string) => path.join(folder, 'node_modules/n8n/bin/n8n');

export function nodeIn(folder: string, nodePackage: { name: string } | undefined) {
	if (!nodePackage) return process.execPath;
	const executable = process.platform === 'win32' ? 'node.exe' : 'node';
	return path.join(folder, 'node_modules', nodePackage.name, 'bin', executable);
}
