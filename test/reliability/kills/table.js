'use strict';

/** @typedef {import('./verdict').Judged} Judged */

/** @type {[string, (judged: Judged) => boolean][]} */
const COLUMNS = [
	['transfers', () => true],
	['not sent', ({ accepted }) => accepted === 0],
	['accepted by Kore', ({ accepted }) => accepted > 0],
	['answered 200', ({ event }) => event !== 'none'],
	['event through', ({ event }) => event === 'through'],
	['by Retry', ({ event }) => event === 'retried'],
	['kept, no Retry', ({ event }) => event === 'kept'],
	['waits resumed', ({ wait }) => wait === 'resumed'],
	['broken off by n8n', ({ wait }) => wait === 'brokenOff' || wait === 'stuck'],
	['no callback taken', ({ wait }) => wait === 'unreported'],
	['lost by n8n', ({ event, wait }) => event === 'n8n' || wait === 'n8n'],
	['lost by us', ({ event, wait }) => event === 'ours' || wait === 'ours'],
	['sent twice', ({ accepted }) => accepted > 1],
];

/**
 * @param {Judged[]} judged
 * @param {string} mode
 */
function rowsOf(judged, mode) {
	const strikeOf = ({ round: { phase, victim } }) =>
		['postgres', 'redis'].includes(victim) ? `${victim} restarted, ${phase}` : phase;
	const names = [...new Set(judged.map(strikeOf))];
	return [...names, 'all'].map((name) => {
		const own = judged.filter((one) => name === 'all' || strikeOf(one) === name);
		const rounds = new Set(own.map(({ round }) => round.number)).size;
		return [mode, name, rounds, ...COLUMNS.map(([, counts]) => own.filter(counts).length)];
	});
}

/** @param {Record<string, Judged[]>} byMode */
function table(byMode) {
	const head = ['mode', 'strike', 'rounds', ...COLUMNS.map(([name]) => name)];
	const rows = Object.entries(byMode).flatMap(([mode, judged]) => rowsOf(judged, mode));
	const line = (/** @type {unknown[]} */ cells) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A line for each transfer that did not go its way, with what n8n shows of it. @param {Judged[]} judged */
function evidence(judged) {
	return judged.filter(isRemarkable).map((one) => {
		const { round, session, event, wait, events, retries, run, nameless, inDatabase } = one;
		const facts = [
			`event ${event}`,
			wait !== 'none' && `wait ${wait}`,
			one.whyNotSent && `not sent: ${one.whyNotSent}`,
			`callbacks ${one.callbacks.map(({ status, error }) => status ?? error).join(', ') || 'none'}`,
			events.length > 0 && `event executions ${events.map(shown).join(', ')}`,
			`in the database ${inDatabase.join(', ') || 'nothing'}`,
			retries.length > 0 && `Retry: ${retries.map(({ status }) => status).join(', ')}`,
			run && `sent by ${shown(run)}`,
			event === 'n8n' && `executions without data: ${nameless.map(shown).join(', ')}`,
		];
		const { number, phase, victim, strikeMs } = round;
		const where = `round ${number} (${phase}, ${victim}, ${strikeMs} ms), ${session}`;
		return `- ${where}: ${facts.filter(Boolean).join('; ')}`;
	});
}

/** @param {Judged} judged */
const isRemarkable = ({ event, wait, accepted, events, inDatabase, wentOn }) =>
	accepted !== 1 ||
	!['none', 'through'].includes(event) ||
	!['none', 'resumed', 'unreported'].includes(wait) ||
	wentOn > 1 ||
	events.length !== inDatabase.length;

/** @param {import('./executions').Seen} seen */
const shown = ({ id, status, error }) => `${id} ${status}${error ? ` ("${error}")` : ''}`;

module.exports = { evidence, table };
