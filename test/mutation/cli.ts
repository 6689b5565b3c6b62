/**
 * Changes the product in one place after the other, and tells which changes no fast test notices (Stryker).
 *
 * usage: npm run mutation -- [--share 0.2] [--files nodes/shared/kore]
 *
 * All of it takes some hours of one core; `--share 0.2` takes each fifth line, another choice each time, and leaves a change of more
 * than one line out; `--files` takes what lies in this folder, or has a path that begins so.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = path.join(__dirname, '../..');
const CONFIG = 'test/mutation/stryker.config.json';
// Descriptions are data, which an end-to-end test compares; the node files only name their parts.
const NOT_CHANGED = /\.(description|node)\.ts$/;

const sources = () =>
	fs
		.readdirSync(path.join(ROOT, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !NOT_CHANGED.test(file))
		.map((file) => path.posix.join('nodes', file.split(path.sep).join('/')));

/** Stryker's "file:line-line" for each chosen line. */
function someLines(file: string, share: number): string[] {
	const count = fs.readFileSync(path.join(ROOT, file), 'utf8').split('\n').length;
	const lines = Array.from({ length: count }, (_, index) => index + 1);
	return lines.filter(() => Math.random() < share).map((line) => `${file}:${line}-${line}`);
}

const { values } = parseArgs({
	options: {
		share: { type: 'string', default: '1' },
		files: { type: 'string', default: 'nodes/' },
	},
});
const share = Number(values.share);
if (!(share > 0 && share <= 1))
	throw new Error(`--share is ${values.share}: give 1 or less, e.g. 0.2`);
const files = sources().filter((file) => file.startsWith(values.files));
if (files.length === 0) throw new Error(`--files is ${values.files}: no source begins so`);
const chosen = share < 1 ? files.flatMap((file) => someLines(file, share)) : files;
const packageFile = require.resolve('@stryker-mutator/core/package.json');
const stryker = path.join(path.dirname(packageFile), 'bin/stryker.js');
const args = [stryker, 'run', CONFIG, '--mutate', chosen.join(',')];
const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
process.exitCode = status ?? 1;
