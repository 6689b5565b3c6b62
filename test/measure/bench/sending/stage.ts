import path from 'node:path';
import jwt from 'jsonwebtoken';

import { credentialFor } from '../../../engine/harness/setup';
import { startChild, type Child } from '../../child/child';
import { openBenchStage } from '../host';
import { IN_N8N, contenderWorkflow, type Facts } from './contenders';
import type { Stage as StartedN8n } from '../../../e2e/stage/stage';
import type { Credential } from '../../../e2e/stage/nodes';
import type { AxiosLoop } from '../child/axios-loop';
import type { BenchSimulator } from '../child/simulator';

type Kore = Awaited<ReturnType<BenchSimulator['start']>>;

export interface Stage {
	host: StartedN8n;
	simulator: Child<BenchSimulator>;
	axiosLoop: Child<AxiosLoop>;
	kore: Kore;
	facts: Facts;
	/** By contender and shape */
	workflows: Record<string, { id: string; url: string }>;
	stop: () => Promise<void>;
}

// No test reads the callback, and none is sent.
const CALLBACK_URL =
	'https://callback.invalid/webhook/3f0b1c9e-5a55-4c5f-9d3a-1f2e3d4c5b6a/webhook';

export async function openStage(env = {}): Promise<Stage> {
	const simulator = startChild<BenchSimulator>(path.join(__dirname, '../child/simulator.ts'));
	const closers = [simulator.stop];
	const stop = async () => {
		for (const close of closers.reverse()) await close();
	};
	try {
		const kore = await simulator.ask('start');
		const host = await openBenchStage({ ca: kore.ca, env });
		closers.push(async () => await host.close());
		// Node of n8n, so that the two are on the same one.
		const loop = path.join(__dirname, '../child/axios-loop.ts');
		const axiosLoop = startChild<AxiosLoop>(loop, { node: host.instance.options.installed.node });
		closers.push(axiosLoop.stop);
		const facts = factsOf(kore, await host.saveCredential(credentialFor(kore)));
		const workflows: Stage['workflows'] = {};
		for (const contender of IN_N8N) {
			for (const shape of ['bulk', 'expressions'] as const) {
				const content = contenderWorkflow(contender, shape, facts);
				const id = await host.publish(content);
				workflows[`${contender} ${shape}`] = { id, url: host.urlOf(content.nodes[0]) };
			}
		}
		return { host, simulator, axiosLoop, kore, facts, workflows, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function factsOf({ url, world }: Kore, credential: Credential): Facts {
	const { streamId, accountId, orgId, queues, apps } = world;
	const { clientId, clientSecret = '' } = apps.hs256;
	return {
		url: `${url}/agentassist/api/v1/public/${streamId}/assign-conversation`,
		orgId,
		accountId,
		queueId: queues[0].id,
		callbackUrl: CALLBACK_URL,
		token: jwt.sign({ appId: clientId, sub: 'n8n' }, clientSecret, { expiresIn: '1h' }),
		credential,
	};
}
