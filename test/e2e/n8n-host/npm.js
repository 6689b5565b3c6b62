const fs = require('node:fs');
const path = require('node:path');

/**
 * npm as a script for this Node, which on Windows spares the shell that `npm.cmd` needs.
 * @returns {{ command: string, args: string[] }}
 */
function npmCommand() {
	const bin = path.dirname(process.execPath);
	const candidates = [
		process.env.npm_execpath,
		path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
		path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
	];
	for (const file of candidates) {
		if (file && path.basename(file) === 'npm-cli.js' && fs.existsSync(file)) {
			return { command: process.execPath, args: [file] };
		}
	}
	return { command: 'npm', args: [] };
}

/**
 * The environment without what `npm run` says about the package that is being run; the user's npm
 * configuration stays.
 * @returns {Record<string, string>}
 */
function npmEnvironment() {
	/** @type {Record<string, string>} */
	const env = {};
	for (const [name, value] of Object.entries(process.env)) {
		if (
			value !== undefined &&
			!/^(npm_(package|lifecycle|command)|INIT_CWD|NODE_OPTIONS)/.test(name)
		) {
			env[name] = value;
		}
	}
	return env;
}

module.exports = { npmCommand, npmEnvironment };
