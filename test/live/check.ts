import { Asker } from './asker';
import { lookUp } from './lookUp';
import { probeLimit } from './probeLimit';
import { openCallbacks, transferAll } from './transfers';
import type { Confirm } from './ask';
import type { Task } from './options';
import { nothingSeen, type Seen } from './seen';

/**
 * Makes all calls of a check, and asks before each that does more than to look.
 *
 * @param seen grows with each, for whoever has to do without the rest
 */
export async function check(
	task: Task,
	confirm: Confirm,
	say: (text: string) => void,
	seen = nothingSeen(task.credential),
): Promise<Seen> {
	const { options, credential } = task;
	const timeoutMs = options['timeout-seconds'] * 1000;
	const asker = new Asker(credential, options['calls-per-minute'], timeoutMs);
	seen.limited = asker.limited;
	// First of all: a port that is taken must not cost what was looked up.
	const callbacks = await openCallbacks(task);
	try {
		if (!(await lookUp(seen, asker, say))) return seen;
		if (callbacks) await transferAll(task, callbacks, { seen, asker, confirm, say });
	} finally {
		await callbacks?.receiver?.stop();
	}
	const most = options['probe-limit'];
	if (most > 0 && (await confirm(probeQuestion(most)))) {
		say(`Waiting ${options['window-seconds']} s for a new minute, then up to ${most} calls`);
		seen.probe = await probeLimit(seen, asker, most, options['window-seconds'] * 1000);
	}
	return seen;
}

const probeQuestion = (most: number) =>
	`This lists the queues up to ${most} times, until Kore refuses. The account, and whoever uses it, has no calls then until its minute is over.`;
