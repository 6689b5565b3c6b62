import fs from 'node:fs/promises';
import path from 'node:path';

import { build } from 'esbuild';
import { ensureN8n } from '../e2e/n8n-host/cache';
import { startN8n } from '../e2e/n8n-host/instance';
import { packPackage } from '../e2e/n8n-host/pack';
import { webhookRegistered } from '../e2e/n8n-host/wait';
import { Builder } from '../e2e/stage/builder';
import type { N8nInstance } from '../e2e/n8n-host/n8n-instance';
import type { Installed } from '../e2e/n8n-host/cache';

const PROBE = path.join(__dirname, 'probe');

/** A fresh n8n with the package and the probe, and a builder who is logged in. */
export class Host {
	n8n: N8nInstance;
	installed: Installed;
	builder: Builder;
	webhooks: string[];

	constructor(n8n: N8nInstance, installed: Installed) {
		this.n8n = n8n;
		this.installed = installed;
		this.builder = new Builder(n8n.url);
		this.webhooks = [];
	}

	async saveCredential(data: Record<string, unknown>) {
		const credential = { name: 'Kore', type: 'koreAgentAssistApi', data };
		const { id, name } = await this.builder.createCredential(credential);
		return { id, name };
	}

	async publish({ content, path: webhook }: { content: object; path: string }) {
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

/** @param options ca: certificate that n8n is to trust */
export async function startHost({
	ca,
	env = {},
}: { ca?: string; env?: Record<string, string> } = {}): Promise<Host> {
	const [installed, tarball] = await Promise.all([ensureN8n(), packPackage()]);
	const n8n = await startN8n({
		installed,
		tarball,
		ca,
		env,
		setup: async ({ userFolder }) => {
			const target = path.join(userFolder, '.n8n/nodes/node_modules/n8n-nodes-bench-probe');
			await installProbe(target);
		},
	});
	const host = new Host(n8n, installed);
	await host.builder.untilAnswered();
	await host.builder.setUpOwner();
	return host;
}

/** n8n loads its nodes as JavaScript. */
async function installProbe(target: string) {
	await fs.cp(path.join(PROBE, 'package.json'), path.join(target, 'package.json'));
	await build({
		entryPoints: [path.join(PROBE, '*.node.ts')],
		outdir: target,
		format: 'cjs',
		logLevel: 'error',
	});
}
