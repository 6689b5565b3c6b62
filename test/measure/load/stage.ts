import path from 'node:path';

import { startChild } from '../child/child';
import { credentialFor, toAgent } from '../../engine/harness/setup';
import { defaultVersion } from '../../e2e/n8n-host/versions';
import {
	assign,
	report,
	trigger,
	webhook,
	type Credential,
	type Node,
} from '../../e2e/stage/nodes';
import { agent } from '../../e2e/stage/people';
import { openStage } from '../../e2e/stage/use-stage';
import { workflow } from '../../e2e/stage/workflow';
import { startTally } from './tally';
import type { Stage } from '../../e2e/stage/stage';
import type { Kore } from './kore';

const SETTINGS = {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	// At the end each execution is counted.
	EXECUTIONS_DATA_PRUNE: 'false',
};

/** Transfers that are started by a webhook. */
function transferNodes(credential: Credential, parameters: object) {
	const transfer = toAgent(agent(1), {
		botSessionId: '={{ $json.body.session }}',
		callbackUrl: '',
		options: { requestsPerMinute: 0 },
		...parameters,
	});
	return [webhook(), assign(credential, transfer)];
}

/** n8n, Kore in a process of its own, and a tally of what comes out. */
export type LoadStage = Awaited<ReturnType<typeof openLoadStage>>;

export async function openLoadStage() {
	const kore = startChild<Kore>(path.join(__dirname, 'kore.ts'));
	const tally = await startTally();
	let stage: Stage | undefined;
	const close = async () => {
		await Promise.all([stage?.close(), kore.stop(), tally.stop()]);
	};
	try {
		stage = await openStage(defaultVersion, SETTINGS);
		const simulator = await kore.ask('start');
		const data = credentialFor(simulator);
		const result = trigger(await stage.saveCredential(data), { verification: 'signed' });
		const events = workflow('Results', [result, report(`${tally.url}/events`)]);
		const resultId = await stage.publish(events);
		const credential = await stage.saveCredential({ ...data, triggerUrl: stage.urlOf(result) });
		const wait = { continueWhen: 'result', waitLimit: 1, waitUnit: 'hours' };
		const accepted = transferNodes(credential, {});
		const waiting = [...transferNodes(credential, wait), report(`${tally.url}/results`)];
		const workflows = {
			events: { id: resultId, url: stage.urlOf(result) },
			accepted: await publish(stage, 'Accepted', accepted),
			waiting: await publish(stage, 'Waiting', waiting),
		};
		return { n8n: stage.instance, kore, tally, workflows, close };
	} catch (error) {
		await close();
		throw error;
	}
}

async function publish(stage: Stage, name: string, nodes: Node[]) {
	return { id: await stage.publish(workflow(name, nodes)), url: stage.urlOf(nodes[0]) };
}
