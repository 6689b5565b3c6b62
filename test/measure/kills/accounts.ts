import { atATime } from '../parallel';
import { query } from '../database/database';
import { readExecutions, untilSettled, type Seen } from './executions';
import { RESULT, WAIT, type KillStage } from './stage';
import type { Round } from './plan';
import type { Posted } from './ledger';
import type { Builder } from '../../e2e/stage/builder';
import type { Played } from './round';

// The trigger repeats for up to 90 s, and n8n gives up what a killed worker did only after a while.
const SETTLE_LIMIT_MS = 150_000;
// n8n answers when the new execution has ended.
const RETRY_LIMIT_MS = 120_000;
const RETRIES_AT_A_TIME = 4;

interface Retry {
	/** Id of the execution */
	of: string;
	/** Of the new one, or what n8n said */
	status: string;
}

/** All that is known of one transfer */
export interface Account {
	round: Round;
	kind: 'wait' | 'bulk';
	session: string;
	/** How often, by Kore */
	accepted: number;
	callbacks: Posted[];
	/** The trigger's executions, as they were left by n8n */
	events: Seen[];
	/** Ids of the same, found in the database itself */
	inDatabase: string[];
	/** Of events that had crashed */
	retries: Retry[];
	/** The execution that sent */
	run: Seen | undefined;
	/** How often the execution that waited went on with the result */
	wentOn: number;
	/** The trigger's executions of this round whose data n8n has thrown away */
	nameless: Seen[];
}

/**
 * What has become of every transfer. Retries the trigger's executions that n8n has broken off, as a builder does.
 */
export async function readAccounts(stage: KillStage, played: Played[]): Promise<Account[]> {
	const { rest, ledger, counter, bulkId } = stage;
	const workflows = [RESULT, WAIT, bulkId];
	await untilSettled(rest, workflows, SETTLE_LIMIT_MS);
	const events = await readExecutions(rest, [RESULT]);
	const sessions = played.flatMap(({ transfers }) => transfers.map(({ session }) => session));
	const inDatabase = await searchDatabase(stage, sessions);
	const retries = await retryBroken(rest, events);
	const runs = await readExecutions(rest, [WAIT, bulkId]);
	const has =
		(session: string) =>
		({ text }: Seen) =>
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

async function retryBroken(rest: Builder, events: Seen[]): Promise<Retry[]> {
	const broken = events.filter(({ status }) => ['crashed', 'error'].includes(status));
	rest.http.defaults.timeout = RETRY_LIMIT_MS;
	const retries: Retry[] = [];
	await atATime(RETRIES_AT_A_TIME, broken, async ({ id }) => {
		const status = await rest.retry(id).then(
			async (retried) => (await rest.execution(retried)).status,
			(error: Error) => error.message,
		);
		retries.push({ of: id, status });
	});
	return retries;
}

/**
 * What a builder would do who does not read the README: Retry of the executions that broke off while they were sending.
 */
export async function retryRuns({ rest, ledger }: KillStage, accounts: Account[]) {
	const runs = new Map(accounts.flatMap(({ run }) => (run ? [[run.id, run]] : [])));
	const retries = await retryBroken(rest, [...runs.values()]);
	const again = accounts.filter(
		({ session, accepted }) => accepted > 0 && ledger.accepted(session) > accepted,
	);
	return { retries, sentAgain: again.map(({ session }) => session) };
}

/** The executions whose saved data hold a session: a second opinion on what n8n's REST API shows. */
async function searchDatabase(
	{ processes: { main } }: KillStage,
	sessions: string[],
): Promise<Record<string, string[]>> {
	const [rows] = await query<{ id: number | string; data: string }>(main, [
		`SELECT e.id AS id, d.data AS data FROM execution_entity e
			JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = '${RESULT}'`,
	]);
	const found = sessions.map((session) => [
		session,
		rows.filter(({ data }) => data.includes(session)).map(({ id }) => String(id)),
	]);
	return Object.fromEntries(found) as Record<string, string[]>;
}
