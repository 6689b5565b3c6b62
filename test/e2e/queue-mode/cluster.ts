import { randomBytes } from 'node:crypto';

import { startN8n } from '../n8n-host/instance';
import { freePorts } from '../n8n-host/ports';
import { startBackingServices, type BackingServices } from './backing-services';
import type { Installed } from '../n8n-host/cache';
import type { N8nInstance, StartOptions } from '../n8n-host/n8n-instance';

/**
 * n8n's own values are 60, 10 and 30 s, after which it waits for another 30 s before it gives up what a dead worker was
 * doing. These are so much shorter that a test can wait for it, and still long for a worker that is only slow.
 */
const STALLED = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/** One n8n in queue mode. */
export interface Cluster {
	main: N8nInstance;
	/** The only process that takes production webhooks. */
	webhook: N8nInstance;
	workers: N8nInstance[];
	services: BackingServices;
	stop: () => Promise<void>;
}

interface ClusterOptions {
	installed: Installed;
	tarball: string;
	/** More settings for all processes. */
	env?: Record<string, string>;
}

/** Starts PostgreSQL, Redis, and n8n's processes with the package installed in each. */
export async function startCluster({
	installed,
	tarball,
	env: extra,
}: ClusterOptions): Promise<Cluster> {
	const started: { stop: () => Promise<void> }[] = [];
	const stop = async () => {
		// The services last, else the logs end in complaints about them.
		for (const one of started.splice(0).reverse()) await one.stop();
	};
	try {
		const [port] = await freePorts(1);
		const services = await startBackingServices();
		started.push(services);
		const env = { ...services.env, ...queueMode(`http://127.0.0.1:${port}/`), ...extra };
		const shared = { installed, tarball, env, encryptionKey: randomBytes(24).toString('hex') };
		const start = async (own: Partial<StartOptions>) => {
			const instance = await startN8n({ ...shared, ...own });
			started.push(instance);
			return instance;
		};
		// First and alone, as it makes the tables.
		const main = await start({ command: 'start' });
		const [webhook, ...workers] = await allOf([
			start({ command: 'webhook', port }),
			start({ command: 'worker' }),
			start({ command: 'worker' }),
		]);
		return { main, webhook, workers, services, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Waits for all, also when one of them fails, so that what the others have started can be stopped.
 */
async function allOf<T>(promises: Promise<T>[]): Promise<T[]> {
	await Promise.allSettled(promises);
	return await Promise.all(promises);
}

const queueMode = (webhookUrl: string): Record<string, string> => ({
	...STALLED,
	EXECUTIONS_MODE: 'queue',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	WEBHOOK_URL: webhookUrl,
	N8N_WEBHOOK_URL: webhookUrl,
});
