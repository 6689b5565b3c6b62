import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

import { unpackCommunityPackage } from './community-package';
import { startGuard } from './guarded';
import { N8nInstance } from './n8n-instance';
import { PortTaken } from './n8n-process';
import { reservePorts } from './ports';
import { Trouble, isSystemError } from './trouble';
import type { StartOptions } from './n8n-instance';

const ATTEMPTS = 3;

/** Starts an n8n that has the package installed, in a throw-away folder on loopback ports. */
export async function startN8n(options: StartOptions): Promise<N8nInstance> {
	const name = `kore-n8n-${process.pid}-${randomBytes(4).toString('hex')}`;
	const instance = new N8nInstance(await startGuard(path.join(os.tmpdir(), name)), options);
	try {
		await unpackCommunityPackage(options.tarball, instance.userFolder);
		await startOnFreePorts(instance);
		return instance;
	} catch (error) {
		if (error instanceof Trouble) error.remedy += `\nn8n's log: ${await instance.keepLog()}`;
		await instance.stop();
		throw error;
	}
}

async function startOnFreePorts(instance: N8nInstance) {
	const { port, setup } = instance.options;
	for (let attempt = 1; ; attempt++) {
		const { ports, release } = await reservePorts(2, port).catch((error) => {
			throw isSystemError(error) && error.code === 'EADDRINUSE' ? portTrouble(port) : error;
		});
		[instance.port, instance.brokerPort] = ports;
		try {
			await setup?.(instance);
			return await instance.start(release);
		} catch (error) {
			if (!(error instanceof PortTaken)) throw error;
			if (port || attempt === ATTEMPTS) throw portTrouble(port);
		} finally {
			await release();
		}
	}
}

function portTrouble(port?: number) {
	const which = port ? `Port ${port} is` : 'The ports that were free a moment ago are';
	return new Trouble(`${which} taken by another program.`, 'Choose another port, or run it again.');
}
