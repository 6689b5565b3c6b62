const { randomBytes } = require('node:crypto');

const { startN8n } = require('../n8n-host/instance');
const { reservePorts } = require('../n8n-host/ports');
const { startBackingServices } = require('./backing-services');

/**
 * n8n's own values are 60, 10 and 30 s, after which it waits for another 30 s before it gives up what a dead worker was
 * doing. These are so much shorter that a test can wait for it, and still long for a worker that is only slow.
 */
const STALLED = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};

/**
 * @typedef {import('../n8n-host/n8n-instance').N8nInstance} N8nInstance
 *
 * @typedef {object} Cluster one n8n in queue mode
 * @property {N8nInstance} main
 * @property {N8nInstance} webhook the only process that takes production webhooks
 * @property {N8nInstance[]} workers
 * @property {import('./backing-services').BackingServices} services
 * @property {() => Promise<void>} stop
 *
 * @typedef {object} ClusterOptions
 * @property {import('../n8n-host/cache').Installed} installed
 * @property {string} tarball
 * @property {Record<string, string>} [env] more settings for all processes
 */

/**
 * Starts PostgreSQL, Redis, and n8n's processes with the package installed in each.
 * @param {ClusterOptions} options
 * @returns {Promise<Cluster>}
 */
async function startCluster({ installed, tarball, env: extra }) {
	/** @type {{ stop: () => Promise<void> }[]} */
	const started = [];
	const stop = async () => {
		// The services last, else the logs end in complaints about them.
		for (const one of started.splice(0).reverse()) await one.stop();
	};
	const { ports, release } = await reservePorts(1);
	try {
		const services = await startBackingServices();
		started.push(services);
		const [port] = ports;
		const env = { ...services.env, ...queueMode(`http://127.0.0.1:${port}/`), ...extra };
		const shared = { installed, tarball, env, encryptionKey: randomBytes(24).toString('hex') };
		/** @param {Partial<import('../n8n-host/n8n-instance').StartOptions>} own */
		const start = async (own) => {
			const instance = await startN8n({ ...shared, ...own });
			started.push(instance);
			return instance;
		};
		// First and alone, as it makes the tables.
		const main = await start({ command: 'start' });
		await release();
		const [webhook, ...workers] = await allOf([
			start({ command: 'webhook', port }),
			start({ command: 'worker' }),
			start({ command: 'worker' }),
		]);
		return { main, webhook, workers, services, stop };
	} catch (error) {
		await release();
		await stop();
		throw error;
	}
}

/**
 * Waits for all, also when one of them fails, so that what the others have started can be stopped.
 * @template T
 * @param {Promise<T>[]} promises
 * @returns {Promise<T[]>}
 */
async function allOf(promises) {
	await Promise.allSettled(promises);
	return await Promise.all(promises);
}

/**
 * @param {string} webhookUrl
 * @returns {Record<string, string>}
 */
const queueMode = (webhookUrl) => ({
	...STALLED,
	EXECUTIONS_MODE: 'queue',
	N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	WEBHOOK_URL: webhookUrl,
	N8N_WEBHOOK_URL: webhookUrl,
});

module.exports = { startCluster };
