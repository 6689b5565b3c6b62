'use strict';

const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** jest's global set-up: a throw-away user folder for n8n-core, which all workers inherit. */
module.exports = () => {
	const userFolder = mkdtempSync(join(tmpdir(), 'kore-engine-'));
	process.env.N8N_USER_FOLDER = userFolder;
	process.env.N8N_ENCRYPTION_KEY = 'engine-test-encryption-key';
	// n8n logs each failed execution, and many tests want one.
	process.env.N8N_LOG_LEVEL = 'silent';
};

/** jest's global tear-down. */
module.exports.remove = () =>
	rmSync(String(process.env.N8N_USER_FOLDER), { recursive: true, force: true });
