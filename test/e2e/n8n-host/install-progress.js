const fs = require('node:fs/promises');
const path = require('node:path');

/**
 * What npm has done so far, seen from outside: it says nothing while it works. First it only asks the registry
 * (counted in its log), then it fills the folder.
 * @param {string} folder
 * @param {string} npmLog
 * @returns {Promise<string>}
 */
async function describeInstall(folder, npmLog) {
	const packages = await countPackages(path.join(folder, 'node_modules'));
	if (packages > 0) return `${packages} packages unpacked`;
	const log = await fs.readFile(npmLog, 'utf8').catch(() => '');
	const answers = log.split(/npm http fetch \S+ 200/).length - 1;
	// npm tries again for minutes before it says that there is no network.
	const failure = /fetch .* attempt \d+ failed with (\S+)\s*$/.exec(log);
	return `${answers} answers from the registry${failure ? `, trying again after ${failure[1]}` : ''}`;
}

/** @param {string} nodeModules */
async function countPackages(nodeModules) {
	const names = await fs.readdir(nodeModules).catch(() => /** @type {string[]} */ ([]));
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

module.exports = { describeInstall };
