import { query } from '../database/database';
import { find } from './find';
import { perform } from './perform';
import { placesOf } from './places';
import { soughtIn } from './sought';
import { openSecretStage } from './stage';
import type { Execution } from '../../e2e/n8n-host/rest';
import type { Stage } from '../../e2e/stage/stage';

/** Plays, and searches everything that came out. */
export async function searchForSecrets(options: { long: boolean }) {
	const secret = await openSecretStage(options);
	try {
		await perform(secret, options);
		const executions = await allExecutions(secret.stage);
		const sought = soughtIn(secret, executions);
		const places = await placesOf(secret, executions);
		return { sought, places, executions: executions.length, findings: find(sought, places) };
	} finally {
		await secret.close();
	}
}

async function allExecutions({ instance, builder }: Stage) {
	const [rows] = await query(instance, ['SELECT id FROM execution_entity']);
	const all: Execution[] = [];
	for (const { id } of rows) all.push(await builder.execution(String(id)));
	return all;
}

export type Search = Awaited<ReturnType<typeof searchForSecrets>>;
