/**
 * Attacks n8n with forged callbacks among genuine ones, and counts what each kind has started.
 *
 * usage: npm run reliability:callbacks -- [--count 100000] [--seed 10] [--connections 96] [--without "XML, HTML"] [--out FILE]
 */

import fs from 'node:fs/promises';
import os from 'node:os';
import { parseArgs } from 'node:util';

import { runTool } from '../../tool';
import { attack } from './attack';
import { SETTINGS, VERSION } from './stage';
import { judge, table } from './table';

async function main() {
	const { values } = parseArgs({
		options: {
			count: { type: 'string', default: '100000' },
			seed: { type: 'string', default: '10' },
			connections: { type: 'string', default: '96' },
			without: { type: 'string', multiple: true, default: [] },
			out: { type: 'string' },
		},
	});
	const [count, seed, connections] = [values.count, values.seed, values.connections].map(Number);
	const result = await attack({ count, seed, connections, without: values.without }, (text) =>
		console.error(text),
	);
	const judged = judge(result);
	const settings = Object.entries(SETTINGS).map(([name, value]) => `${name}=${value}`);
	const report = [
		`n8n ${VERSION}, Node ${process.version} sends, ${os.cpus().length} cores, ${connections} connections, seed ${seed}, ${settings.join(' ')}: ${result.sent.length} callbacks in ${result.seconds.toFixed()} s${values.without.map((kind) => `, none with a body of the kind ${kind}`).join('')}.`,
		table(result),
		judged
			.map(({ what, holds }) => `- ${holds ? 'holds' : '**does not hold**'}: ${what}`)
			.join('\n'),
	].join('\n\n');
	console.log(report);
	if (values.out) await fs.writeFile(values.out, `${report}\n`);
	for (const line of [...result.leakedInAnswers, ...result.log.found]) console.error(line);
	if (!judged.every(({ holds }) => holds)) process.exitCode = 1;
}

runTool(main);
