import fs from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

import { defaultVersion } from '../../e2e/n8n-host/versions';
import { openStage } from '../../e2e/stage/use-stage';

const PROBE = path.join(__dirname, 'probe');

/**
 * A stage with the probe, too. Nothing asks its simulators, as a measurement has its Kore in a process of its own.
 *
 * @param options ca: certificate that n8n is to trust
 */
export const openBenchStage = async ({ ca, env }: { ca?: string; env?: Record<string, string> }) =>
	await openStage(defaultVersion, env, { ca, setup: installProbe });

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
