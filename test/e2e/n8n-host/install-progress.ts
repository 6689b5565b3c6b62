import fs from 'node:fs/promises';
import path from 'node:path';

/**
 * What npm has done so far, seen from outside: it says nothing while it works. First it only asks the registry
 * (counted in its log), then it fills the folder.
 */
export async function describeInstall(folder: string, npmLog: string): Promise<string> {
	const packages = await countPackages(path.join(folder, 'node_modules'));
	if (packages > 0) return `${packages} packages unpacked`;
	const log = await fs.readFile(npmLog, 'utf8').catch(() => '');
	const answers = log.split(/npm http fetch \S+ 200/).length - 1;
	// npm tries again for minutes before it says that there is no network.
	const failure = /fetch .* attempt \d+ failed with (\S+)\s*$/.exec(log);
	return `${answers} answers from the registry${failure ? `, trying again after ${failure[1]}` : ''}`;
}

async function countPackages(nodeModules: string): Promise<number> {
	const names = await fs.readdir(nodeModules).catch(() => [] as string[]);
	const found = await Promise.all(
		names.map(async (name) => {
			const folder = path.join(nodeModules, name);
			if (name.startsWith('.')) return 0;
			if (name.startsWith('@')) return await countPackages(folder);
			return await fs.access(path.join(folder, 'package.json')).then(
				() => 1,
				() => 0,
			);
		}),
	);
	return found.reduce((sum, one) => sum + one, 0);
}
