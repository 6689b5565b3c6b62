import { session } from '../../e2e/stage/people';
import { query } from '../database/database';
import { deliveriesFor, waits } from './mixture';
import type { LoadStage } from './stage';
import type { Transfers } from './transfers';
import type { Outcome } from './tally';

/** Of the account */
export interface Line {
	what: string;
	expected: number;
	found: number;
}

/** Everything that was asked and posted, and what became of it. */
export async function account(
	stage: LoadStage,
	{ asked: count, answers }: Transfers,
): Promise<Line[]> {
	const kore = await stage.kore.ask('account');
	const numbers = Array.from({ length: count }, (_, number) => number);
	const waiting = numbers.filter(waits);
	const accepting = numbers.filter((number) => !waits(number));
	const outcomes = numbers.map((number) => stage.tally.of(session(number)));
	const accepted = countBy(
		kore.asked.filter(({ status }) => status === 200).map((one) => one.session),
	);
	const taken = kore.posted.filter(({ kind, answer }) => kind !== 'forgery' && answer === 200);
	const takenBy = countBy(taken.map((one) => one.session));
	const forgeries = kore.posted.filter(({ kind }) => kind === 'forgery');
	const planned = numbers.flatMap(deliveriesFor);
	const forged = planned.filter(({ kind }) => kind === 'forgery').length;

	const line = (what: string, expected: number, found: number): Line => ({ what, expected, found });
	/** All events of these transfers, and those that tell this. */
	const told = (some: number[], resumed: boolean | null): [number, number] => {
		const events = some.flatMap((number) => outcomes[number].events);
		return [events.length, events.filter((event) => event.resumed === resumed).length];
	};
	const where = (test: (number: number) => boolean) => numbers.filter(test).length;
	return [
		line(
			'transfers asked of n8n, answered 200',
			count,
			where((number) => answers.get(number) === 200),
		),
		line(
			'accepted by Kore once',
			count,
			where((number) => accepted.get(session(number)) === 1),
		),
		line(
			'accepted by Kore twice',
			0,
			where((number) => (accepted.get(session(number)) ?? 0) > 1),
		),
		line('genuine and repeated callbacks answered 200', planned.length - forged, taken.length),
		line(
			'transfers with an event for each of these',
			count,
			where((number) => outcomes[number].events.length === takenBy.get(session(number))),
		),
		line(
			'transfers with the right event IDs',
			count,
			where((number) => hasEventIds(number, outcomes[number])),
		),
		line(
			'waiting executions that went on with their own result, once',
			waiting.length,
			waiting.filter((number) => isOwn(outcomes[number])).length,
		),
		line('their events that say so', ...told(waiting, true)),
		line("the others' events, for which nobody waits", ...told(accepting, null)),
		line('forgeries answered 401', forged, forgeries.filter(({ answer }) => answer === 401).length),
		...(await executionLines(stage, { count, waiting: waiting.length, taken: taken.length })),
	];
}

/** A repeat with the same bytes has the same ID, one with others another. */
function hasEventIds(number: number, { events }: Outcome) {
	const different = deliveriesFor(number).some(({ kind }) => kind === 'other bytes') ? 2 : 1;
	return new Set(events.map(({ eventId }) => eventId)).size === different;
}

const isOwn = ({ results, events }: Outcome) =>
	results.length === 1 &&
	results[0].outcome === 'transferred' &&
	events.every(({ requestId }) => requestId === results[0].requestId);

/** A line of what n8n's own list is counted to. */
interface Executions {
	workflowId: string;
	status: string;
	number: number;
}

/** n8n's own list: each has ended well, and nothing else was started. */
async function executionLines(
	{ n8n, workflows }: LoadStage,
	{ count, waiting, taken }: { count: number; waiting: number; taken: number },
): Promise<Line[]> {
	const [rows] = await query<Executions>(n8n, [
		'SELECT workflowId, status, COUNT(*) AS number FROM execution_entity GROUP BY workflowId, status',
	]);
	const succeeded = (id: string) =>
		rows.find((row) => row.workflowId === id && row.status === 'success')?.number ?? 0;
	const others = rows.filter(({ status }) => status !== 'success');
	return [
		{
			what: "executions of the transfers that don't wait",
			expected: count - waiting,
			found: succeeded(workflows.accepted.id),
		},
		{ what: 'executions that waited', expected: waiting, found: succeeded(workflows.waiting.id) },
		{ what: 'executions of the trigger', expected: taken, found: succeeded(workflows.events.id) },
		{
			what: 'executions with another end, or none',
			expected: 0,
			found: others.reduce((sum, { number }) => sum + number, 0),
		},
	];
}

function countBy(values: Array<string | undefined>) {
	const counts = new Map<string | undefined, number>();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}
