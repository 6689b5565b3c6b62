import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { defaultVersion, versions } from '../../e2e/n8n-host/versions';

const MANIFEST = path.resolve(__dirname, '../../../package.json');

/** Of this package. */
export function packageVersion() {
	const { version } = JSON.parse(fs.readFileSync(MANIFEST, 'utf8')) as { version: string };
	return version;
}

/** What figures depend on. */
export const machine = () => ({
	date: new Date().toISOString().slice(0, 10),
	package: packageVersion(),
	n8n: `${defaultVersion}, SQLite, on Node ${versions[defaultVersion].node}`,
	cpu: os.cpus()[0]?.model.trim() || 'unknown',
	cores: os.cpus().length,
	memoryGb: Math.round(os.totalmem() / 2 ** 30),
	system: `${os.type()} ${os.release().split('-')[0]}, ${os.arch()}`,
	node: `${process.version} (simulator and load)`,
});

export type Machine = ReturnType<typeof machine>;
