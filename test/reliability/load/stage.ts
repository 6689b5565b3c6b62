import path from 'node:path';
import { randomUUID } from 'node:crypto';

import { startChild } from '../../bench/child/child';
import { credentialFor, toAgent } from '../../engine/harness/setup';
import { ensureN8n } from '../../e2e/n8n-host/cache';
import { startN8n } from '../../e2e/n8n-host/instance';
import { packPackage } from '../../e2e/n8n-host/pack';
import { webhookRegistered } from '../../e2e/n8n-host/wait';
import { assign, node, trigger, type Credential, type Node } from '../../e2e/stage/nodes';
import { agent } from '../../e2e/stage/people';
import { Stage } from '../../e2e/stage/stage';
import { workflow } from '../../e2e/stage/workflow';
import { startTally } from './tally';
import type { Simulator } from '../../kore-simulator';
import type { Kore } from './kore';

const SETTINGS = {
	N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
	// At the end each execution is counted.
	EXECUTIONS_DATA_PRUNE: 'false',
};

const report = (url: string) =>
	node('Report', 'n8n-nodes-base.httpRequest', 4.2, {
		method: 'POST',
		url,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify($json) }}',
		options: {},
	});

/** Transfers that are started by a webhook. */
function transferNodes(credential: Credential, parameters: object) {
	const path = randomUUID();
	const options = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	const transfer = toAgent(agent(1), {
		botSessionId: '={{ $json.body.session }}',
		callbackUrl: '',
		options: { requestsPerMinute: 0 },
		...parameters,
	});
	return [
		{ ...node('Start', 'n8n-nodes-base.webhook', 2.1, options), webhookId: path },
		assign(credential, transfer),
	];
}

/** n8n, Kore in a process of its own, and a tally of what comes out. */
export type LoadStage = Awaited<ReturnType<typeof openLoadStage>>;

export async function openLoadStage() {
	const [installed, tarball] = await Promise.all([ensureN8n(), packPackage()]);
	const kore = startChild<Kore>(path.join(__dirname, 'kore.ts'));
	const tally = await startTally();
	let stage: Stage | undefined;
	const close = async () => {
		await Promise.all([stage ? stage.close() : kore.stop(), tally.stop()]);
	};
	try {
		const simulator = { ...(await kore.ask('start')), stop: kore.stop };
		// Of Kore, which is elsewhere, the stage asks for nothing but the end.
		stage = new Stage(
			simulator as Simulator,
			await startN8n({ installed, tarball, env: SETTINGS }),
		);
		await stage.builder.untilAnswered();
		await stage.builder.setUpOwner();
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

async function publish({ builder, instance }: Stage, name: string, nodes: Node[]) {
	const { id } = await builder.createWorkflow(workflow(name, nodes));
	await builder.activate(id);
	const url = `${instance.url}webhook/${nodes[0].webhookId}`;
	await webhookRegistered(url);
	return { id, url };
}
