import fs from 'node:fs/promises';

import { packageVersion } from '../measure/report/machine';
import { runTool, say } from '../measure/tool';
import { openTerminal } from './ask';
import { check } from './check';
import { readTask } from './options';
import { Names } from './mask/names';
import { writeReport } from './report';
import { judgeAll, summary } from './report/verdicts';

/** They may be people's names, so whoever reads this decides. */
const leftOut = (names: string[]) =>
	`\nFields that no page of Kore's has, so the report calls them ‹key›; add those that are nobody's name:\n  ${names.slice(0, MOST_NAMES).join('\n  ')}`;

const MOST_NAMES = 40;

async function main() {
	const task = await readTask();
	const terminal = openTerminal(process.stdin, process.stdout);
	try {
		const seen = await check(task, terminal.confirm, say);
		const names = new Names();
		await fs.writeFile(task.options.out, `${writeReport(seen, packageVersion(), names)}\n`);
		if (names.hidden.size > 0) say(leftOut([...names.hidden]));
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
