import fs from 'node:fs/promises';
import path from 'node:path';

import { startSimulator } from '../../kore-simulator';
import { startN8n } from '../n8n-host/instance';
import { N8nRest } from '../n8n-host/rest';
import { webhookRegistered } from '../n8n-host/wait';
import { demoWorkflows } from './workflows';
import type { Installed, Progress } from '../n8n-host/cache';
import type { Simulator } from '../../kore-simulator';
import type { N8nInstance } from '../n8n-host/n8n-instance';

// The name that n8n proposes for a first credential of this type, and the one in the demo workflows.
const CREDENTIAL = 'Kore AgentAssist account';

export type Stage = Awaited<ReturnType<typeof setTheStage>>;

export interface StageOptions {
	installed: Installed;
	tarball: string;
	onProgress: (progress: Progress) => void;
}

/**
 * A simulator and an n8n with the package, a credential and the two workflows, ready to be run.
 */
export async function setTheStage({ installed, tarball, onProgress }: StageOptions) {
	const workflows = demoWorkflows();
	const simulator = await startSimulator();
	try {
		const instance = await startN8n({
			installed,
			tarball,
			setup: async (n8n) => {
				onProgress({ stage: 'importing the credential and the workflows' });
				const { assign, result } = workflows;
				const triggerUrl = n8n.url + result.triggerPath;
				const imported = [assign, result].map(({ id, content }) => ({ id, ...content }));
				await importInto(n8n, 'credentials', [credential(simulator, triggerUrl)]);
				await importInto(n8n, 'workflow', imported);
				onProgress({ stage: `starting n8n ${installed.version}` });
			},
		});
		const triggerUrl = instance.url + workflows.result.triggerPath;
		return { simulator, instance, workflows, triggerUrl };
	} catch (error) {
		await simulator.stop();
		throw error;
	}
}

function credential({ url, world }: Simulator, triggerUrl: string) {
	const { clientId, clientSecret, algorithm } = world.apps.hs256;
	const { streamId, accountId, orgId } = world;
	const ids = { streamId, accountId, orgId, clientId, clientSecret, algorithm };
	return {
		id: 'koreDemoAccount1',
		name: CREDENTIAL,
		type: 'koreAgentAssistApi',
		data: { host: url, authentication: 'jwtApp', ...ids, triggerUrl },
	};
}

async function importInto(n8n: N8nInstance, what: 'credentials' | 'workflow', entries: object[]) {
	const file = path.join(n8n.userFolder, `import-${what}.json`);
	await fs.writeFile(file, JSON.stringify(entries), { mode: 0o600 });
	await n8n.cli([`import:${what}`, `--input=${file}`]);
	await fs.rm(file);
}

/** Logs in and publishes the trigger's workflow. */
export async function openTheStage({ instance, workflows, triggerUrl }: Stage) {
	const rest = new N8nRest(instance.url);
	const owner = await rest.setUpOwner();
	await rest.activate(workflows.result.id);
	await webhookRegistered(triggerUrl);
	return { rest, owner };
}
