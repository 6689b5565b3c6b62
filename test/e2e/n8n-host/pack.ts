import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { startGuard } from './guarded';
import { npmCommand } from './npm';

const ROOT = path.resolve(__dirname, '../../..');

/**
 * Packs the built package as it would be published. The tarball vanishes when this process ends.
 *
 * @returns path of the tarball
 */
export async function packPackage(): Promise<string> {
	// npm would pack it without them.
	await fs.access(path.join(ROOT, 'dist/nodes'));
	const { folder } = await startGuard(path.join(os.tmpdir(), `kore-pack-${randomUUID()}`));
	const [npm, ...args] = npmCommand();
	const pack = [...args, 'pack', '--ignore-scripts', `--pack-destination=${folder}`];
	await promisify(execFile)(npm, pack, { cwd: ROOT });
	const [file] = await fs.readdir(folder);
	return path.join(folder, file);
}
