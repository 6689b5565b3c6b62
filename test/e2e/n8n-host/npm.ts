import fs from 'node:fs';
import path from 'node:path';

/** npm as a script for this Node, which on Windows spares the shell that `npm.cmd` needs. */
export function npmCommand(): [command: string, ...args: string[]] {
	const beside = path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js');
	const script = [process.env.npm_execpath, beside].find(
		(file) => file?.endsWith('npm-cli.js') && fs.existsSync(file),
	);
	return script ? [process.execPath, script] : ['npm'];
}
