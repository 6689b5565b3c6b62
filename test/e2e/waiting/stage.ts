import fs from 'node:fs/promises';
import path from 'node:path';

import { credentialFor } from '../../engine/harness/setup';
import { startSimulator, type Simulator } from '../../kore-simulator';
import { ensureN8n } from '../n8n-host/cache';
import { startN8n } from '../n8n-host/instance';
import { packPackage } from '../n8n-host/pack';
import { defaultVersion } from '../n8n-host/versions';
import { webhookRegistered } from '../n8n-host/wait';
import { startCluster } from '../queue-mode/cluster';
import { Builder } from '../stage/builder';
import { startCounter } from './counter';
import { CREDENTIALS, TRIGGER_PATH, waitingWorkflows } from './workflows';
import type { N8nInstance, StartOptions } from '../n8n-host/n8n-instance';

interface StageOptions {
	/** Of n8n. */
	version?: string;
	/** Main, a webhook process and two workers, in place of one process. */
	queue?: boolean;
	/** Of the one process. */
	env?: Record<string, string>;
}

export type Stage = Awaited<ReturnType<typeof setTheStage>>;

/**
 * A simulator without a limit, a counter, and an n8n with the waiting workflows published. `n8n` is the process that
 * takes webhooks, `processes` are all of n8n's.
 */
export async function setTheStage({
	version = defaultVersion,
	queue = false,
	env,
}: StageOptions = {}) {
	const installed = await ensureN8n({ version });
	const tarball = await packPackage();
	const simulator = await startSimulator({ requestsPerMinute: Infinity });
	const counter = await startCounter();
	const workflows = waitingWorkflows(counter.url);
	const load = async (main: N8nInstance, webhooks: string) => {
		const triggerUrl = `${webhooks}webhook/${TRIGGER_PATH}/webhook`;
		await importInto(main, 'credentials', [
			credential(simulator, 'direct', ''),
			credential(simulator, 'trigger', triggerUrl),
		]);
		await importInto(main, 'workflow', workflows);
	};
	const open = [async () => await simulator.stop(), async () => await counter.stop()];
	const stop = async () => {
		await Promise.all(open.map(async (end) => await end()));
	};
	try {
		const { stop: stopN8n, ...processes } = await (queue ? startQueue : startSingle)(
			{ installed, tarball, env },
			load,
		);
		open.push(stopN8n);
		const rest = await publish(processes, workflows);
		return { simulator, counter, n8n: processes.webhook, processes, rest, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

type Processes = Omit<Awaited<ReturnType<typeof startSingle | typeof startQueue>>, 'stop'>;

/** Resolves to a builder when all webhooks answer. */
async function publish({ main, webhook }: Processes, workflows: Array<{ id: string }>) {
	const rest = new Builder(main.url);
	await rest.untilAnswered();
	await rest.setUpOwner();
	for (const { id } of workflows) await rest.activate(id);
	const starts = ['direct', 'trigger', 'loop', 'once'].map((name) => `start-${name}`);
	for (const name of [...starts, `${TRIGGER_PATH}/webhook`]) {
		await webhookRegistered(`${webhook.url}webhook/${name}`);
	}
	return rest;
}

type Load = (main: N8nInstance, webhooks: string) => Promise<void>;

type What = Pick<StartOptions, 'installed' | 'tarball' | 'env'>;

async function startSingle(what: What, load: Load) {
	// n8n 1.x does not start if it is to disable a module that only n8n 2 has.
	const modules: Record<string, string> = what.installed.version.startsWith('1.')
		? { N8N_DISABLED_MODULES: '' }
		: {};
	const n8n = await startN8n({
		...what,
		env: { ...modules, ...what.env },
		setup: async (instance) => await load(instance, instance.url),
	});
	const stop = async () => await n8n.stop();
	return { main: n8n, webhook: n8n, workers: [], services: undefined, stop };
}

async function startQueue(what: What, load: Load) {
	const cluster = await startCluster(what);
	await load(cluster.main, cluster.webhook.url);
	return cluster;
}

const credential = (simulator: Simulator, which: keyof typeof CREDENTIALS, triggerUrl: string) => ({
	id: `kore-${which}`,
	name: CREDENTIALS[which],
	type: 'koreAgentAssistApi',
	data: { ...credentialFor(simulator), triggerUrl },
});

async function importInto(
	instance: N8nInstance,
	what: 'credentials' | 'workflow',
	entries: object[],
) {
	const file = path.join(instance.userFolder, `import-${what}.json`);
	await fs.writeFile(file, JSON.stringify(entries), { mode: 0o600 });
	await instance.cli([`import:${what}`, `--input=${file}`]);
	await fs.rm(file);
}
