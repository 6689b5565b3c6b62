const fs = require('node:fs/promises');
const path = require('node:path');

const { ensureN8n } = require('../e2e/n8n-host/cache');
const { startN8n } = require('../e2e/n8n-host/instance');
const { packPackage } = require('../e2e/n8n-host/pack');
const { webhookRegistered } = require('../e2e/n8n-host/wait');
const { Builder } = require('../e2e/stage/builder');

const PROBE = path.join(__dirname, 'probe');

/** A fresh n8n with the package and the probe, and a builder who is logged in. */
class Host {
	/**
	 * @param {import('../e2e/n8n-host/n8n-instance').N8nInstance} n8n
	 * @param {import('../e2e/n8n-host/cache').Installed} installed
	 */
	constructor(n8n, installed) {
		this.n8n = n8n;
		this.installed = installed;
		this.builder = new Builder(n8n.url);
		/** @type {string[]} */
		this.webhooks = [];
	}

	/** @param {Record<string, unknown>} data */
	async saveCredential(data) {
		const credential = { name: 'Kore', type: 'koreAgentAssistApi', data };
		const { id, name } = await this.builder.createCredential(credential);
		return { id, name };
	}

	/** @param {{ content: object, path: string }} workflow */
	async publish({ content, path: webhook }) {
		const url = this.n8n.url + webhook;
		const { id } = await this.builder.createWorkflow(content);
		await this.builder.activate(id);
		await webhookRegistered(url);
		this.webhooks.push(url);
		return { id, url };
	}

	/** The same n8n with a fresh process, which listens again when this resolves. */
	async restart() {
		await this.n8n.restart();
		await this.builder.untilAnswered();
		await Promise.all(this.webhooks.map(async (url) => await webhookRegistered(url)));
	}

	async stop() {
		await this.n8n.stop();
	}
}

/**
 * @param {{ ca?: string, env?: Record<string, string> }} [options] ca: certificate that n8n is to trust
 * @returns {Promise<Host>}
 */
async function startHost({ ca, env = {} } = {}) {
	const [installed, tarball] = await Promise.all([ensureN8n(), packPackage()]);
	const n8n = await startN8n({
		installed,
		tarball,
		ca,
		env,
		setup: async ({ userFolder }) => {
			const target = path.join(userFolder, '.n8n/nodes/node_modules/n8n-nodes-bench-probe');
			await fs.cp(PROBE, target, { recursive: true });
		},
	});
	const host = new Host(n8n, installed);
	await host.builder.untilAnswered();
	await host.builder.setUpOwner();
	return host;
}

module.exports = { Host, startHost };
