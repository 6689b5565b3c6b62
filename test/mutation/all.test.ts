import { readdirSync } from 'node:fs';
import path from 'node:path';

// They make hundreds of requests each, take half a minute, start a process, which is not changed with this one, or read what is no code.
const NOT_HERE =
	/^(hostileCallbacks|hostileKore|https|accountLimit|redirects|readme|examples|workflows)\.|^simulator/;

// For what has seen their clock, which they put forward, time would stand still afterwards.
const LAST = ['engine/names.test.ts', 'unit/keptList.test.ts', 'engine/resumePatience.test.ts'];

const suites = ['unit', 'engine'].flatMap((folder) =>
	readdirSync(path.join(__dirname, '..', folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.test.ts') && !NOT_HERE.test(name))
		.map((name) => `${folder}/${name}`),
);
suites.sort((a, b) => LAST.indexOf(a) - LAST.indexOf(b));

// In one file, as each file would load n8n-core again for each of some thousand changes of the code.
describe.each(suites)('%s', (suite) => {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	require(`../${suite}`);
});
