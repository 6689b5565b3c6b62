import { writeFileSync } from 'node:fs';

import { packageVersion } from '../measure/report/machine';
import { runTool, say } from '../measure/tool';
import { openTerminal } from './ask';
import { check } from './check';
import { Names } from './mask/names';
import { readTask } from './options';
import { checkOut, harmless } from './outcome';
import { writeReport } from './report';
import { judgeAll, summary } from './report/verdicts';
import { nothingSeen } from './seen';

/** They may be people's names, so whoever reads this decides. */
const leftOut = (names: string[]) =>
	`\nFields that no page of Kore's has, so the report calls them ‹key›; add those that are nobody's name:\n  ${names.slice(0, MOST_NAMES).join('\n  ')}`;

const MOST_NAMES = 40;

async function main() {
	const task = await readTask();
	const { out } = task.options;
	await checkOut(out);
	const seen = nothingSeen(task.credential);
	const names = new Names();
	const save = () => writeFileSync(out, `${writeReport(seen, packageVersion(), names)}\n`);
	/** A transfer that was made cannot be made again for the report's sake. */
	const saveSoFar = () => {
		if (seen.answers.size === 0) return;
		save();
		say(`\nEnded early. What was seen until then is in ${out}.`);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.prependOnceListener(signal, saveSoFar);
	const terminal = openTerminal(process.stdin, process.stdout);
	try {
		await check(task, terminal.confirm, say, seen);
	} catch (error) {
		saveSoFar();
		throw harmless(error);
	} finally {
		terminal.close();
	}
	save();
	const hidden = [...names.hidden].filter(isLikeAField);
	if (hidden.length > 0) say(leftOut(hidden));
	const all = judgeAll(seen);
	if (all[0].verdict !== 'as documented') {
		say(
			'Kore did not take the credential, or something else answers there. Test it in n8n first: most of the report says nothing then.',
		);
	}
	say(
		`\n${summary(all)}\nThe report is in ${out}. Read it, then post it: docs/live-check.md says where.`,
	);
}

/** What else stands where names of fields do, IDs and addresses, is surely data. */
const isLikeAField = (name: string) => /^[a-z_$][a-z_$-]{0,39}$/i.test(name);

runTool(main);
