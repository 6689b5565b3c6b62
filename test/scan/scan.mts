// Runs n8n's verification scanner over the source and over the packed tarball, as n8n does after publishing.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/** What `npm pack --json` says. */
interface Tarball {
	filename: string;
	size: number;
	files: Array<{ path: string }>;
}

const MAX_TARBALL_BYTES = 200 * 1024;
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'kore-scan-'));
const findings: string[] = [];

try {
	const [tarball] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
			cwd: root,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'ignore'],
			shell: process.platform === 'win32',
		}),
	) as [Tarball];
	execFileSync('tar', ['-xzf', join(folder, tarball.filename), '-C', folder]);

	const scans = {
		source: await analyzePackage(root, SOURCE_FILE_PATTERNS),
		tarball: await analyzePackage(join(folder, 'package'), ['**/*.js', 'package.json']),
	};
	for (const [name, { passed, message, details }] of Object.entries(scans)) {
		console.log(`scan of the ${name}: ${passed ? 'no finding' : message}`);
		if (!passed) findings.push(details ?? message);
	}

	const unwanted = tarball.files
		.map(({ path }) => path)
		.filter((path) => /(^test\/|\.map$|(?<!\.d)\.ts$)/.test(path));
	if (unwanted.length) findings.push(`not wanted in the tarball: ${unwanted.join(', ')}`);
	if (tarball.size > MAX_TARBALL_BYTES) findings.push(`the tarball has ${tarball.size} bytes`);
	console.log(`tarball: ${tarball.files.length} files, ${(tarball.size / 1024).toFixed(0)} KB`);
} finally {
	rmSync(folder, { recursive: true, force: true });
}

if (findings.length) {
	console.error(findings.join('\n'));
	process.exitCode = 1;
}
