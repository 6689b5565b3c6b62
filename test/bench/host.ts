import fs from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

import { defaultVersion } from '../e2e/n8n-host/versions';
import { webhookRegistered } from '../e2e/n8n-host/wait';
import { openStage } from '../e2e/stage/use-stage';
import type { Stage } from '../e2e/stage/stage';

const PROBE = path.join(__dirname, 'probe');

/** A fresh n8n with the package and the probe, and a builder who is logged in. */
export class Host {
	readonly #webhooks: string[] = [];

	/** @param stage whose simulators nothing asks here, as a measurement has its Kore in a process of its own */
	constructor(readonly stage: Stage) {}

	get n8n() {
		return this.stage.instance;
	}

	get installed() {
		return this.n8n.options.installed;
	}

	get builder() {
		return this.stage.builder;
	}

	async saveCredential(data: Record<string, unknown>) {
		return await this.stage.saveCredential(data);
	}

	async publish({ content, path: webhook }: { content: object; path: string }) {
		const url = this.n8n.url + webhook;
		const { id } = await this.builder.createWorkflow(content);
		await this.builder.activate(id);
		await webhookRegistered(url);
		this.#webhooks.push(url);
		return { id, url };
	}

	/** The same n8n with a fresh process, which listens again when this resolves. */
	async restart() {
		await this.n8n.restart();
		await this.builder.untilAnswered();
		await Promise.all(this.#webhooks.map(async (url) => await webhookRegistered(url)));
	}

	async stop() {
		await this.stage.close();
	}
}

/** @param options ca: certificate that n8n is to trust */
export async function startHost({
	ca,
	env,
}: { ca?: string; env?: Record<string, string> } = {}): Promise<Host> {
	return new Host(await openStage(defaultVersion, env, { ca, setup: installProbe }));
}

/** n8n loads its nodes as JavaScript. */
async function installProbe({ userFolder }: { userFolder: string }) {
	const target = path.join(userFolder, '.n8n/nodes/node_modules/n8n-nodes-bench-probe');
	await fs.cp(path.join(PROBE, 'package.json'), path.join(target, 'package.json'));
	await build({
		entryPoints: [path.join(PROBE, '*.node.ts')],
		outdir: target,
		format: 'cjs',
		logLevel: 'error',
	});
}
