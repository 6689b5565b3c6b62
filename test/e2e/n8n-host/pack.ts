import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

import { startGuard } from './guarded';
import { npmCommand, npmEnvironment } from './npm';
import { Trouble } from './trouble';

const ROOT = path.resolve(__dirname, '../../..');

/**
 * Packs the built package as it would be published. The tarball vanishes when this process ends.
 *
 * @returns path of the tarball
 */
export async function packPackage(): Promise<string> {
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
