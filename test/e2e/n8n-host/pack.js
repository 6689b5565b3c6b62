const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { randomBytes } = require('node:crypto');
const { promisify } = require('node:util');

const { startGuard } = require('./guarded');
const { npmCommand, npmEnvironment } = require('./npm');
const { Trouble } = require('./trouble');

const ROOT = path.resolve(__dirname, '../../..');

/**
 * Packs the built package as it would be published. The tarball vanishes when this process ends.
 * @returns {Promise<string>} path of the tarball
 */
async function packPackage() {
	if (!fs.existsSync(path.join(ROOT, 'dist'))) {
		throw new Trouble(
			'The package is not built: there is no dist folder.',
			'Run "npm run build" first.',
		);
	}
	const name = `kore-pack-${process.pid}-${randomBytes(4).toString('hex')}`;
	const { folder } = await startGuard(path.join(os.tmpdir(), name), { background: true });
	const { command, args } = npmCommand();
	const pack = [...args, 'pack', '--json', '--ignore-scripts', `--pack-destination=${folder}`];
	await promisify(execFile)(command, pack, { cwd: ROOT, env: npmEnvironment() });
	const [file] = fs.readdirSync(folder).filter((name) => name.endsWith('.tgz'));
	if (!file) throw new Error(`npm pack left no tarball in ${folder}`);
	return path.join(folder, file);
}

module.exports = { packPackage };
