import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { startGuard } from './guarded';
import { N8nInstance, type StartOptions } from './n8n-instance';
import { freePorts } from './ports';
import { EndedEarly } from './started';
import { Trouble } from './trouble';

const ATTEMPTS = 3;
/** Where Settings > Community nodes > Install puts it. */
const PACKAGE = '.n8n/nodes/node_modules/n8n-nodes-kore-agentassist';

/** Starts an n8n that has the package installed, in a throw-away folder on loopback ports. */
export async function startN8n(options: StartOptions): Promise<N8nInstance> {
	const guard = await startGuard(path.join(os.tmpdir(), `kore-n8n-${randomUUID()}`));
	const instance = new N8nInstance(guard, options);
	try {
		const target = path.join(guard.folder, PACKAGE);
		await fs.mkdir(target, { recursive: true });
		const unpack = ['-xzf', options.tarball, '-C', target, '--strip-components=1'];
		await promisify(execFile)('tar', unpack);
		await startOnFreePorts(instance, options);
		return instance;
	} catch (error) {
		if (error instanceof Trouble) error.remedy += `\nn8n's log: ${await instance.keepLog()}`;
		await instance.stop();
		throw error;
	}
}

async function startOnFreePorts(instance: N8nInstance, { port, setup }: StartOptions) {
	for (let attempt = 1; ; attempt++) {
		const [own, brokerPort] = await freePorts(2);
		Object.assign(instance, { port: port ?? own, brokerPort });
		await setup?.(instance);
		try {
			return await instance.start();
		} catch (error) {
			const isTaken =
				error instanceof EndedEarly && /EADDRINUSE|is already in use/.test(error.message);
			if (!isTaken || port || attempt === ATTEMPTS) throw error;
		}
	}
}
