import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** jest's global set-up: a throw-away user folder for n8n-core, which all workers inherit. */
export default () => {
	const userFolder = mkdtempSync(join(tmpdir(), 'kore-engine-'));
	process.env.N8N_USER_FOLDER = userFolder;
	process.env.N8N_ENCRYPTION_KEY = 'engine-test-encryption-key';
	// n8n logs each failed execution, and many tests want one.
	process.env.N8N_LOG_LEVEL = 'silent';
};
