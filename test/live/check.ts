import { assign, NO_AGENT, NO_SESSION, type Assignment } from './assign';
import { Asker } from './asker';
import { Tokens } from './calls/authentications';
import { lookUp } from './lookUp';
import { probeLimit } from './probeLimit';
import { Receiver } from './receiver';
import type { Confirm } from './ask';
import type { Task } from './options';
import type { Seen } from './seen';

/** Makes all calls of a check, and asks before each that does more than to look. */
export async function check(
	task: Task,
	confirm: Confirm,
	say: (text: string) => void,
): Promise<Seen> {
	const { options, credential } = task;
	const seen: Seen = { credential, answers: new Map(), limited: [] };
	const asker = new Asker(credential, options['calls-per-minute']);
	await lookUp(seen, asker, say);
	if (task.assign || options.refused) await transfers(task, seen, asker, confirm, say);
	const most = options['probe-limit'];
	if (most > 0 && (await confirm(probeQuestion(most)))) {
		say(`Waiting ${options['window-seconds']} s for a new minute, then up to ${most} calls`);
		seen.probe = await probeLimit(seen, asker, most, options['window-seconds'] * 1000);
	}
	seen.limited = asker.limited;
	return seen;
}

async function transfers(
	task: Task,
	seen: Seen,
	asker: Asker,
	confirm: Confirm,
	say: (text: string) => void,
) {
	const { options } = task;
	const port = options['callback-port'];
	const elsewhere = options['callback-url'] || (port ? '' : seen.credential.triggerUrl);
	const receiver = port || !elsewhere ? await listen(Number(port)) : undefined;
	const callbackUrl = elsewhere || receiver?.url || '';
	const common = { callbackUrl, receiver, waitMs: options.wait * 1000 };
	const send = async (assignment: Assignment) => {
		say(receiver ? `Assigning, then listening for ${options.wait} s` : 'Assigning');
		return await assign(seen, asker, assignment);
	};
	try {
		if (task.assign && (await confirm(assignQuestion(task.assign, callbackUrl)))) {
			seen.transfer = await send({ ...task.assign, ...common });
			seen.sessionAfter = await lookAfter(seen, asker);
		}
		if (await confirm(refusedQuestion(callbackUrl))) {
			const target = { assignTo: 'agent' as const, id: NO_AGENT };
			seen.refusal = await send({ session: NO_SESSION, target, ...common });
		}
	} finally {
		await receiver?.stop();
	}
}

async function listen(port: number): Promise<Receiver> {
	const receiver = new Receiver();
	await receiver.start(port);
	return receiver;
}

async function lookAfter({ transfer, credential }: Seen, asker: Asker) {
	const token = new Tokens(credential).maker();
	if (!transfer || !token) return undefined;
	return await asker.ask({
		method: 'GET',
		path: ['conversations', 'sessions', transfer.session],
		scope: 'SmartAssist Analytics',
		token,
		accountId: credential.accountId,
	});
}

const assignQuestion = ({ session, target }: NonNullable<Task['assign']>, url: string) =>
	`This TRANSFERS a live conversation, once: session ${session} to ${target.assignTo} ${target.id}.
Kore posts the result to ${url}`;

const refusedQuestion = (url: string) =>
	`This asks Kore for a transfer that cannot work, to see how it refuses: session ${NO_SESSION} to agent ${NO_AGENT}.
Kore posts the result, if any, to ${url}`;

const probeQuestion = (most: number) =>
	`This lists the queues up to ${most} times, until Kore refuses. The account, and whoever uses it, has no calls then until its minute is over.`;
