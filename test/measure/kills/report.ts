import { lostByN8n, lostByUs, table } from './table';
import type { retryRuns } from './accounts';
import type { Seen } from './executions';
import type { Judged } from './verdict';

/** By mode */
export type Campaigns = Record<
	string,
	{ judged: Judged[]; runs: Awaited<ReturnType<typeof retryRuns>> }
>;

/** The table, what it means, and the evidence. */
export function report(campaigns: Campaigns) {
	const modes = Object.entries(campaigns);
	const all = modes.flatMap(([, { judged }]) => judged);
	const details = modes.flatMap(([mode, { judged, runs }]) => [
		`\n### ${mode}\n`,
		...retriesOf(runs),
		'',
		...evidence(judged),
	]);
	const rows = table(modes.map(([mode, { judged }]) => [mode, judged]));
	return [rows, '', ...lastColumns(all), ...details, ''].join('\n');
}

/** What the last two columns say. */
function lastColumns(judged: Judged[]) {
	const ours = judged.filter(lostByUs).map(({ session }) => session);
	const messages = judged
		.filter(lostByN8n)
		.flatMap(({ nameless }) => nameless.map(({ error }) => error));
	const theirs = [...new Set(messages)].map((message) => `"${message}"`);
	const twice = judged.filter(({ accepted }) => accepted > 1).map(({ session }) => session);
	return [
		'**lost**: answered 200, and no execution of the trigger holds the event, or an execution still waits for it.',
		`- by us: ${ours.join(', ') || 'none'}`,
		`- by n8n, which saved the execution and then put an error in place of its data: ${theirs.join(', ') || 'none'}`,
		'',
		`**sent twice**: accepted by Kore more than once: ${twice.join(', ') || 'none'}`,
	];
}

function retriesOf({ retries, sentAgain }: Campaigns[string]['runs']) {
	const outcomes: Record<string, number> = {};
	for (const { status } of retries) outcomes[status] = (outcomes[status] ?? 0) + 1;
	const counted = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
	return [
		`Retry of ${retries.length} executions that broke off while they sent or waited: ${counted.join('; ') || 'none'}.`,
		`By it Kore accepted ${sentAgain.length} transfers once more.`,
	];
}

function evidence(judged: Judged[]) {
	return [...notSent(judged), ...judged.filter(isRemarkable).map(shownInFull)];
}

/** A line for each execution that sent less than it was to send. */
function notSent(judged: Judged[]) {
	const counts = new Map<string, number>();
	for (const one of judged) {
		if (!one.whyNotSent) continue;
		const where = `${placeOf(one)}: not sent, as ${one.whyNotSent}`;
		counts.set(where, (counts.get(where) ?? 0) + 1);
	}
	return [...counts].map(([where, count]) => `- ${where}: ${count} transfers`);
}

/** What n8n shows of a transfer that did not go its way. */
function shownInFull(judged: Judged) {
	const { session, event, wait, events, retries, run, nameless, inDatabase, callbacks } = judged;
	const facts = [
		`event ${event}`,
		wait !== 'none' && `wait ${wait}`,
		`callbacks ${callbacks.map(({ status, error }) => status ?? error).join(', ') || 'none'}`,
		events.length > 0 && `event executions ${events.map(withResumed).join(', ')}`,
		`in the database ${inDatabase.join(', ') || 'nothing'}`,
		retries.length > 0 && `Retry: ${retries.map(({ status }) => status).join(', ')}`,
		run && `sent by ${shown(run)}`,
		event === 'n8n' && `executions without data: ${nameless.map(shown).join(', ')}`,
	];
	return `- ${placeOf(judged)}, ${session}: ${facts.filter(Boolean).join('; ')}`;
}

const placeOf = ({ round: { number, phase, victim, strikeMs } }: Judged) =>
	`round ${number} (${phase}, ${victim}, ${strikeMs} ms)`;

const isRemarkable = ({ event, wait, accepted, events, inDatabase, wentOn }: Judged) =>
	accepted > 1 ||
	!['none', 'through'].includes(event) ||
	!['none', 'resumed', 'unreported'].includes(wait) ||
	wentOn > 1 ||
	events.length !== inDatabase.length;

/** Whether it resumed the execution that waited is what tells whose loss a wait is. */
const withResumed = (event: Seen) =>
	`${shown(event)}, resumed: ${event.resumed ?? 'not said'} after ${event.tookMs} ms`;

const shown = ({ id, status, error }: Seen) => `${id} ${status}${error ? ` ("${error}")` : ''}`;
