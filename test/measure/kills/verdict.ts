import type { Account } from './accounts';

/**
 * What became of the event that was answered 200: none was; it went through by itself, or by Retry; it
 * is in n8n, and Retry does not help; n8n threw it away; it is not there, and nobody but us can have
 * lost it
 */
type EventFate = 'none' | 'through' | 'retried' | 'kept' | 'n8n' | 'ours';

/**
 * What became of the execution that waits: there is none; it went on with its result; n8n broke it
 * off; it still waits, as no callback was taken; n8n never ran it to its end; it still waits for an
 * event that n8n threw away; it still waits for one that we had to hand on
 */
type WaitFate = 'none' | 'resumed' | 'brokenOff' | 'unreported' | 'stuck' | 'n8n' | 'ours';

export type Judged = Account & { event: EventFate; wait: WaitFate; whyNotSent: string };

const BROKEN = ['crashed', 'error', 'canceled'];

function fateOfEvent(
	{ callbacks, events, inDatabase, retries, nameless }: Account,
	claimed = 0,
): EventFate {
	if (!callbacks.some(({ status }) => status === 200)) return 'none';
	if (events.some(({ status, mode }) => status === 'success' && mode !== 'retry')) return 'through';
	if (retries.some(({ status }) => status === 'success')) return 'retried';
	if (events.length > 0 || inDatabase.length > 0) return 'kept';
	return nameless.length > claimed ? 'n8n' : 'ours';
}

function fateOfWait({ kind, accepted, run, wentOn }: Account, event: EventFate): WaitFate {
	if (kind !== 'wait' || accepted === 0) return 'none';
	if (wentOn > 0) return 'resumed';
	if (!run || BROKEN.includes(run.status)) return 'brokenOff';
	if (run.status !== 'waiting') return 'stuck';
	if (event === 'none') return 'unreported';
	// The execution that has to resume it never ran to its end.
	if (event === 'kept') return 'stuck';
	return event === 'n8n' ? 'n8n' : 'ours';
}

export function judge(accounts: Account[]): Judged[] {
	/** How many of a round's executions without data stand for a lost event already. */
	const claimed = new Map<unknown, number>();
	return accounts.map((account) => {
		const { round, accepted, run } = account;
		const event = fateOfEvent(account, claimed.get(round));
		if (event === 'n8n') claimed.set(round, (claimed.get(round) ?? 0) + 1);
		const whyNotSent =
			accepted > 0 ? '' : run ? `execution ${run.id} is ${run.status}` : 'it never started';
		return { ...account, event, wait: fateOfWait(account, event), whyNotSent };
	});
}
