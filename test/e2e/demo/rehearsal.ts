import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import { startGuard } from '../n8n-host/guarded';
import { readLog } from '../n8n-host/started';
import { Trouble } from '../n8n-host/trouble';

/**
 * Runs rehearse.ts.
 *
 * @returns the table that it shows
 */
export async function rehearsal(): Promise<string> {
	const guard = await startGuard(path.join(os.tmpdir(), `kore-rehearsal-${randomUUID()}`));
	try {
		const log = path.join(guard.folder, 'rehearsal.log');
		const env = {
			...process.env,
			N8N_USER_FOLDER: guard.folder,
			N8N_ENCRYPTION_KEY: randomUUID(),
			N8N_LOG_LEVEL: 'silent',
		};
		const program = [...RUN_TYPESCRIPT, path.join(__dirname, 'rehearse.ts')];
		const code = await guard.run(process.execPath, program, { cwd: __dirname, log, env }).exited;
		const shown = (await readLog(log)).trimEnd();
		if (code === 0) return shown;
		throw new Trouble(
			`The transfers through n8n's engine did not go as expected:\n\n${shown}`,
			'Run npm test: it names what is broken.',
		);
	} finally {
		await guard.end();
	}
}
