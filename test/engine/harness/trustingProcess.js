'use strict';

const { spawn } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { text } = require('node:stream/consumers');

/**
 * @typedef {Parameters<typeof import('./workflow').runAssign>[0]} Run
 *
 * @typedef {object} RunResult
 * @property {boolean} hung whether it had to be given up
 * @property {any[]} success
 * @property {any[]} failure
 * @property {string} [message] of the error
 * @property {number} tookMs
 *
 * @typedef {{ results: RunResult[], peakMb: number }} BatchResult peakMb: memory of the process until then
 */

/**
 * The engine in a process of its own, as Node reads NODE_EXTRA_CA_CERTS only when it starts. The batches run in turn, the
 * runs of one together.
 * @param {string | undefined} authority a certificate
 * @param {Run[][]} batches
 * @returns {Promise<BatchResult[]>}
 */
async function runTrusting(authority, batches) {
	const folder = mkdtempSync(join(tmpdir(), 'kore-https-'));
	const file = join(folder, 'ca.pem');
	writeFileSync(file, authority ?? '');
	const child = spawn(process.execPath, [require.resolve('./runsInChild')], {
		env: { ...process.env, ...(authority && { NODE_EXTRA_CA_CERTS: file }) },
	});
	try {
		child.stdin.end(JSON.stringify(batches));
		const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
		if (!output) throw new Error(`The engine's process has ended: ${errors}`);
		return JSON.parse(output);
	} finally {
		child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	}
}

module.exports = { runTrusting };
