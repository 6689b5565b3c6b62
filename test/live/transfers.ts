import { assign, NO_AGENT, NO_SESSION, type Assignment } from './assign';
import { Tokens } from './calls/authentications';
import { Receiver } from './receiver';
import type { Confirm } from './ask';
import type { Asker } from './asker';
import type { Transfer } from './exchange';
import type { Task } from './options';
import type { Seen } from './seen';

interface Callbacks {
	/** Where Kore is to post them */
	url: string;
	/** Undefined if that is a place of the user's own */
	receiver: Receiver | undefined;
}

/** A place for callbacks; undefined if no assign was asked for. */
export async function openCallbacks({
	options,
	credential,
	assign: wanted,
}: Task): Promise<Callbacks | undefined> {
	if (!wanted && !options.refused) return undefined;
	const port = options['callback-port'];
	const elsewhere = options['callback-url'] || (port ? '' : credential.triggerUrl);
	if (elsewhere && !port) return { url: elsewhere, receiver: undefined };
	const receiver = new Receiver();
	await receiver.start(Number(port));
	return { url: elsewhere || receiver.url, receiver };
}

interface Course {
	seen: Seen;
	asker: Asker;
	confirm: Confirm;
	say: (text: string) => void;
}

/** The assign that was asked for, then one that cannot work, each if that is confirmed. */
export async function transferAll(
	{ options, assign: wanted }: Task,
	{ url, receiver }: Callbacks,
	{ seen, asker, confirm, say }: Course,
): Promise<void> {
	const send = async (
		assignment: Pick<Assignment, 'session' | 'target'>,
		keep: (transfer: Transfer) => void,
	) => {
		say(receiver ? `Assigning, then listening for ${options.wait} s` : 'Assigning');
		const place = { callbackUrl: url, receiver, waitMs: options.wait * 1000 };
		await assign(seen, asker, { ...assignment, ...place }, keep);
	};
	if (wanted && (await confirm(assignQuestion(wanted, url)))) {
		await send(wanted, (transfer) => (seen.transfer = transfer));
		seen.sessionAfter = await lookAfter(seen, asker);
	}
	if (await confirm(refusedQuestion(url))) {
		const target = { assignTo: 'agent' as const, id: NO_AGENT };
		await send({ session: NO_SESSION, target }, (transfer) => (seen.refusal = transfer));
	}
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

const LOOPBACK = /^http:\/\/127\.0\.0\.1:/;

const resultTo = (url: string) =>
	`Kore posts the result to ${url}${LOOPBACK.test(url) ? '\n(which only this machine reaches: for a Kore elsewhere name your tunnel with --callback-url)' : ''}`;

const assignQuestion = ({ session, target }: NonNullable<Task['assign']>, url: string) =>
	`This TRANSFERS a live conversation, once: session ${session} to ${target.assignTo} ${target.id}.
${resultTo(url)}`;

const refusedQuestion = (url: string) =>
	`This asks Kore for a transfer that cannot work, to see how it refuses: session ${NO_SESSION} to agent ${NO_AGENT}.
${resultTo(url)}`;
