import fs from 'node:fs/promises';

import { Trouble } from './trouble';
import type { Exit } from './guarded';

const known: [RegExp, string, string][] = [
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/,
		'The npm registry could not be reached.',
		"Check the network and npm's proxy and registry settings (npm config list), then run it again.",
	],
	[
		/ENOSPC/,
		'The disk is full.',
		'Free about 4 GB, or set KORE_N8N_CACHE to a folder on another disk.',
	],
	[
		/E401|E403/,
		'The npm registry refused the request.',
		'Log in to the registry that npm is set to (npm config get registry), then run it again.',
	],
	[
		/E404|ETARGET/,
		'The npm registry does not have one of the packages.',
		'If npm is set to a mirror (npm config get registry), let it fetch the package, then run it again.',
	],
	[
		/gyp ERR|not found: make|g\+\+/,
		'The database driver sqlite3 could not be built.',
		'Install Python 3, make and a C++ compiler, then run it again.',
	],
];

export async function installTrouble(step: string, exit: Exit, npmLog: string): Promise<Trouble> {
	const text = await fs.readFile(npmLog, 'utf8').catch(() => '');
	const errors = text.split('\n').filter((line) => /npm err|gyp ERR|Error/i.test(line));
	const match = known.find(([pattern]) => errors.some((line) => pattern.test(line)));
	const [what, remedy] = match
		? [match[1], match[2]]
		: [
				`npm ${step} ended with ${exit.error ?? exit.signal ?? `code ${exit.code}`}.`,
				'Read the log.',
			];
	return new Trouble(`n8n could not be installed. ${what}`, `${remedy}\nnpm's log: ${npmLog}`);
}
