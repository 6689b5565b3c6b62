import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { startGuard } from './guarded';
import { N8nInstance, type StartOptions } from './n8n-instance';
import { PortTaken } from './n8n-process';
import { reservePorts } from './ports';
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
		await startOnFreePorts(instance);
		return instance;
	} catch (error) {
		if (error instanceof Trouble && guard.isOpen()) {
			error.remedy += `\nn8n's log: ${await instance.keepLog()}`;
		}
		await instance.stop();
		throw error;
	}
}

async function startOnFreePorts(instance: N8nInstance) {
	const { port, setup } = instance.options;
	for (let attempt = 1; ; attempt++) {
		const { ports, release } = await reservePorts(2, port);
		[instance.port, instance.brokerPort] = ports;
		try {
			await setup?.(instance);
			return await instance.start(release);
		} catch (error) {
			if (!(error instanceof PortTaken) || port || attempt === ATTEMPTS) throw error;
		} finally {
			await release();
		}
	}
}
