import fs from 'node:fs/promises';
import os from 'node:os';

import { readArguments } from '../arguments';
import { runTool, say } from '../tool';
import { attack } from './attack';
import { SETTINGS, VERSION } from './stage';
import { judge, table } from './table';

const USAGE = `Attacks n8n with forged callbacks among genuine ones, and counts what each kind has started.

usage: npm run reliability:callbacks -- [--count 100000] [--seed 10] [--connections 96] [--without "XML, HTML"] [--out FILE]`;

async function main() {
	const { count, seed, connections, without, out } = readArguments(USAGE, {
		count: 100_000,
		seed: 10,
		connections: 96,
		without: [] as string[],
		out: '',
	});
	const result = await attack({ count, seed, connections, without }, (text) => console.error(text));
	const judged = judge(result);
	const settings = Object.entries(SETTINGS).map(([name, value]) => `${name}=${value}`);
	const report = [
		`n8n ${VERSION}, Node ${process.version} sends, ${os.cpus().length} cores, ${connections} connections, seed ${seed}, ${settings.join(' ')}: ${result.sent.length} callbacks in ${result.seconds.toFixed()} s${without.map((kind) => `, none with a body of the kind ${kind}`).join('')}.`,
		table(result),
		judged
			.map(({ what, holds }) => `- ${holds ? 'holds' : '**does not hold**'}: ${what}`)
			.join('\n'),
	].join('\n\n');
	say(report);
	if (out) await fs.writeFile(out, `${report}\n`);
	for (const line of [...result.leakedInAnswers, ...result.log.found]) console.error(line);
	if (!judged.every(({ holds }) => holds)) process.exitCode = 1;
}

runTool(main);
