const { session } = require('../../e2e/stage/people');
const { query } = require('../database/database');
const { deliveriesFor, waits } = require('./mixture');

/**
 * @typedef {object} Line of the account
 * @property {string} what
 * @property {number} expected
 * @property {number} found
 */

/**
 * Everything that was asked and posted, and what became of it.
 * @param {import('./stage').LoadStage} stage
 * @param {import('./transfers').Transfers} transfers
 * @returns {Promise<Line[]>}
 */
async function account(stage, { asked: count, answers }) {
	/** @type {{ asked: any[], posted: import('./kore').Posted[] }} */
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

	/** @param {string} what @param {number} expected @param {number} found @returns {Line} */
	const line = (what, expected, found) => ({ what, expected, found });
	/** All events of these transfers, and those that tell this. @param {number[]} some @param {boolean | null} resumed @returns {[number, number]} */
	const told = (some, resumed) => {
		const events = some.flatMap((number) => outcomes[number].events);
		return [events.length, events.filter((event) => event.resumed === resumed).length];
	};
	/** @param {(number: number) => boolean} test */
	const where = (test) => numbers.filter(test).length;
	return [
		line('transfers asked of n8n, answered 200', count, answers.get(200) ?? 0),
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

/** A repeat with the same bytes has the same ID, one with others another. @param {number} number @param {import('./tally').Outcome} outcome */
function hasEventIds(number, { events }) {
	const different = deliveriesFor(number).some(({ kind }) => kind === 'other bytes') ? 2 : 1;
	return new Set(events.map(({ eventId }) => eventId)).size === different;
}

/** @param {import('./tally').Outcome} outcome */
const isOwn = ({ results, events }) =>
	results.length === 1 &&
	results[0].outcome === 'transferred' &&
	events.every(({ requestId }) => requestId === results[0].requestId);

/**
 * n8n's own list: each has ended well, and nothing else was started.
 * @param {import('./stage').LoadStage} stage
 * @param {{ count: number, waiting: number, taken: number }} expected
 * @returns {Promise<Line[]>}
 */
async function executionLines({ n8n, workflows }, { count, waiting, taken }) {
	const [rows] = await query(n8n, [
		'SELECT workflowId, status, COUNT(*) AS number FROM execution_entity GROUP BY workflowId, status',
	]);
	/** @param {string} id */
	const succeeded = (id) =>
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

/** @param {string[]} values @returns {Map<string, number>} */
function countBy(values) {
	const counts = new Map();
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
	return counts;
}

module.exports = { account };
