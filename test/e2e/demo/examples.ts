import { readdirSync } from 'node:fs';

import { FOLDER, imported } from '../examples/imported';
import { startOutside } from '../examples/outside';
import type { DemoStage } from './stage';

/** The demo's own are there already. */
const OWN = 'demo';
/** The one that the example account-owner looks up. */
const CUSTOMER = '1001';

/**
 * Imports the other examples, and starts a CRM, a ticket system and a chat for them to speak to.
 *
 * @returns their names and addresses; `stop` for the services
 */
export async function addExamples({ stage, credential }: DemoStage) {
	const outside = await startOutside();
	outside.customers[CUSTOMER] = { ownerEmail: 'agent7@example.com' };
	const names = readdirSync(FOLDER, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && entry.name !== OWN)
		.map(({ name }) => name);
	const added: Array<{ name: string; url: string }> = [];
	for (const name of names) {
		const example = imported(name, credential, outside.url);
		const { id } = await stage.builder.createWorkflow(example);
		added.push({ name: example.name, url: `${stage.instance.url}workflow/${id}` });
	}
	return { added, stop: outside.stop };
}
