import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { readArguments } from '../arguments';
import { runTool, say } from '../tool';
import { withTranscripts } from './page';
import { recordAll } from './record';

const PAGE = path.resolve(__dirname, '../../../docs/ai-agent.md');

const USAGE = `Has AI agents and an MCP client use the node as a tool, in real n8ns of both majors, and writes who said what into
docs/ai-agent.md. The model is a stub, whose answers are planned; all else is n8n's, the node's and the simulator's.

usage: npm run transcripts`;

async function main() {
	readArguments(USAGE, {});
	say('Playing in n8n 2.41.1 and 1.123.81: about two minutes');
	// n8n 1.x does not start if it is to disable a module that only n8n 2 has.
	const transcripts = [
		...(await recordAll('2.41.1', 'AI Agent 3.1')),
		...(await recordAll('1.123.81', 'AI Agent 3', { N8N_DISABLED_MODULES: '' })),
	];
	await writeFile(PAGE, withTranscripts(await readFile(PAGE, 'utf8'), transcripts));
	say(`${transcripts.length} transcripts: docs/ai-agent.md`);
}

runTool(main);
