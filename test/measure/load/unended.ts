import { session } from '../../e2e/stage/people';
import { query } from '../database/database';
import type { LoadStage } from './stage';
import type { Transfers } from './transfers';

// More than these of one run have one cause.
const MOST = 10;

/** All that is known of the transfers that have not ended, and of executions without success: what went missing, and where. */
export async function unended(stage: LoadStage, transfers: Transfers): Promise<string[]> {
	const open = transfers.open();
	const { asked, posted } = await stage.kore.ask('account');
	const lines = open.slice(0, MOST).map((number) => {
		const of = <One extends { session?: string }>(all: One[]) =>
			all.filter((one) => one.session === session(number));
		return `transfer ${number}: ${JSON.stringify({
			n8n: transfers.answers.get(number),
			kore: of(asked).map(({ status, rejection }) => rejection ?? status),
			callbacks: of(posted).map(({ kind, answer }) => `${kind} ${answer}`),
			...stage.tally.of(session(number)),
		})}`;
	});
	const [executions] = await query(stage.n8n, [
		`SELECT id, workflowId, status, startedAt, stoppedAt FROM execution_entity WHERE status != 'success' LIMIT ${MOST}`,
	]);
	return [
		`${open.length} transfers have not ended`,
		...lines,
		...executions.map((execution) => `execution without success: ${JSON.stringify(execution)}`),
	];
}
