import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { RUN_TYPESCRIPT } from '../../run-typescript';
import type { Run, RunOutcome } from './run';

export interface RunResult extends Pick<RunOutcome, 'success' | 'failure'> {
	/** Whether it had to be given up. */
	hung: boolean;
	/** Of the error. */
	message?: string;
	tookMs: number;
}

export interface BatchResult {
	results: RunResult[];
	/** Memory of the process until then. */
	peakMb: number;
}

/**
 * The engine in a process of its own, as Node reads NODE_EXTRA_CA_CERTS only when it starts. The batches run in turn, the
 * runs of one together.
 *
 * @param authority a certificate
 */
export async function runTrusting(
	authority: string | undefined,
	batches: Run[][],
): Promise<BatchResult[]> {
	const folder = mkdtempSync(join(tmpdir(), 'kore-https-'));
	const file = join(folder, 'ca.pem');
	writeFileSync(file, authority ?? '');
	const child = spawn(process.execPath, [...RUN_TYPESCRIPT, require.resolve('./runsInChild')], {
		env: { ...process.env, ...(authority && { NODE_EXTRA_CA_CERTS: file }) },
	});
	try {
		child.stdin.end(JSON.stringify(batches));
		const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
		if (!output) throw new Error(`The engine's process has ended: ${errors}`);
		return JSON.parse(output) as BatchResult[];
	} finally {
		child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	}
}
