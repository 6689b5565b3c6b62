'use strict';

const path = require('node:path');

const { readExecutions, untilSettled } = require('./executions');
const { RESULT, WAIT } = require('./stage');

// The trigger repeats for up to 90 s, and n8n gives up what a killed worker did only after a while.
const SETTLE_LIMIT_MS = 150_000;
// n8n answers when the new execution has ended.
const RETRY_LIMIT_MS = 120_000;
const RETRIES_AT_A_TIME = 4;

/**
 * @typedef {import('./executions').Seen} Seen
 * @typedef {import('./round').Played} Played
 *
 * @typedef {object} Retry
 * @property {string} of id of the execution
 * @property {string} status of the new one, or what n8n said
 *
 * @typedef {object} Account all that is known of one transfer
 * @property {import('./plan').Round} round
 * @property {'wait' | 'bulk'} kind
 * @property {string} session
 * @property {number} accepted how often, by Kore
 * @property {import('./ledger').Posted[]} callbacks
 * @property {Seen[]} events the trigger's executions, as they were left by n8n
 * @property {string[]} inDatabase ids of the same, found in the database itself
 * @property {Retry[]} retries of events that had crashed
 * @property {Seen | undefined} run the execution that sent
 * @property {number} wentOn how often the execution that waited went on with the result
 * @property {Seen[]} nameless the trigger's executions of this round whose data n8n has thrown away
 */

/**
 * What has become of every transfer. Retries the trigger's executions that n8n has broken off, as a builder does.
 * @param {import('./stage').KillStage} stage
 * @param {Played[]} played
 * @returns {Promise<Account[]>}
 */
async function readAccounts(stage, played) {
	const { rest, ledger, counter, bulkId } = stage;
	const workflows = [RESULT, WAIT, bulkId];
	await untilSettled(rest, workflows, SETTLE_LIMIT_MS);
	const events = await readExecutions(rest, [RESULT]);
	const sessions = played.flatMap(({ transfers }) => transfers.map(({ session }) => session));
	const inDatabase = await searchDatabase(stage, sessions);
	const retries = await retryBroken(rest, events);
	const runs = await readExecutions(rest, [WAIT, bulkId]);
	const has =
		(/** @type {string} */ session) =>
		(/** @type {Seen} */ { text }) =>
			text.includes(session);

	return played.flatMap(({ round, transfers, begin, end }) => {
		const nameless = events.filter(
			(event) =>
				event.createdAt >= begin &&
				event.createdAt <= end &&
				!sessions.some((session) => event.text.includes(session)),
		);
		return transfers.map(({ session, kind }) => {
			const own = events.filter(has(session));
			return {
				round,
				kind,
				session,
				accepted: ledger.accepted(session),
				callbacks: ledger.callbacks(session),
				events: own,
				inDatabase: inDatabase[session],
				retries: retries.filter(({ of }) => own.some(({ id }) => id === of)),
				run: runs.find(has(session)),
				wentOn: counter.seen.result.filter(({ botSessionId }) => botSessionId === session).length,
				nameless,
			};
		});
	});
}

/**
 * @param {import('../../e2e/stage/builder').Builder} rest
 * @param {Seen[]} events
 * @returns {Promise<Retry[]>}
 */
async function retryBroken(rest, events) {
	const broken = events.filter(({ status }) => ['crashed', 'error'].includes(status));
	rest.http.defaults.timeout = RETRY_LIMIT_MS;
	/** @type {Retry[]} */
	const retries = [];
	const next = async () => {
		for (let event = broken.shift(); event; event = broken.shift()) {
			const { id } = event;
			const status = await rest.retry(id).then(
				async (retried) => (await rest.execution(retried)).status,
				(error) => String(error.message),
			);
			retries.push({ of: id, status });
		}
	};
	await Promise.all(Array.from({ length: RETRIES_AT_A_TIME }, next));
	return retries;
}

/**
 * What a builder would do who does not read the README: Retry of the executions that broke off while they were sending.
 * @param {import('./stage').KillStage} stage
 * @param {Account[]} accounts
 */
async function retryRuns({ rest, ledger }, accounts) {
	const runs = new Map(accounts.flatMap(({ run }) => (run ? [[run.id, run]] : [])));
	const retries = await retryBroken(rest, [...runs.values()]);
	const again = accounts.filter(
		({ session, accepted }) => accepted > 0 && ledger.accepted(session) > accepted,
	);
	return { retries, sentAgain: again.map(({ session }) => session) };
}

/**
 * @param {import('./stage').KillStage} stage
 * @param {string[]} sessions
 * @returns {Promise<Record<string, string[]>>}
 */
async function searchDatabase({ processes: { main } }, sessions) {
	const script = path.join(__dirname, 'search-database.js');
	const output = await main.script([script, main.databaseFile, RESULT, JSON.stringify(sessions)]);
	return JSON.parse(output.slice(output.indexOf('{')));
}

module.exports = { readAccounts, retryRuns };
