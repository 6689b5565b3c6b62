import fs from 'node:fs/promises';

import { packageVersion } from '../measure/report/machine';
import { runTool, say } from '../measure/tool';
import { openTerminal } from './ask';
import { check } from './check';
import { readTask } from './options';
import { writeReport } from './report';
import { judgeAll, summary } from './report/verdicts';

async function main() {
	const task = await readTask();
	const terminal = openTerminal(process.stdin, process.stdout);
	try {
		const seen = await check(task, terminal.confirm, say);
		await fs.writeFile(task.options.out, `${writeReport(seen, packageVersion())}\n`);
		const all = judgeAll(seen);
		if (all[0].verdict === 'differs') {
			say(
				'Kore did not take the credential. Test it in n8n first: most of the report says nothing then.',
			);
		}
		say(
			`\n${summary(all)}\nThe report is in ${task.options.out}. Read it, then post it: docs/live-check.md says where.`,
		);
	} finally {
		terminal.close();
	}
}

runTool(main);
