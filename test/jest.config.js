'use strict';

// Not in package.json: n8n's lint takes `<rootDir>` for a forgotten placeholder there.
module.exports = {
	testMatch: ['<rootDir>/{unit,engine}/**/*.test.js'],
	globalSetup: '<rootDir>/engine/harness/userFolder.js',
	globalTeardown: '<rootDir>/engine/harness/removeUserFolder.js',
	testTimeout: 10_000,
};
