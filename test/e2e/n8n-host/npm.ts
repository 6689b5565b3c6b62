import fs from 'node:fs';
import path from 'node:path';

/** npm as a script for this Node, which on Windows spares the shell that `npm.cmd` needs. */
export function npmCommand(): { command: string; args: string[] } {
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
 */
export function npmEnvironment(): Record<string, string> {
	const env: Record<string, string> = {};
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
