'use strict';

// n8n-core writes a config file into its user folder as soon as it is loaded.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const userFolder = mkdtempSync(join(tmpdir(), 'kore-engine-'));
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'engine-test-encryption-key';
// n8n logs each failed execution, and most tests here want one.
process.env.N8N_LOG_LEVEL = 'silent';
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));

require('reflect-metadata');
const core = require('n8n-core');
const workflow = require('n8n-workflow');

module.exports = { ...core, ...workflow };
