import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { keysOf } from '../../engine/harness/sent';
import type { CallbackKeys } from '../../../dist/nodes/shared/credential/callbackKeys';
import { credentialFor } from '../../engine/harness/setup';
import { node, trigger, type Credential } from '../../e2e/stage/nodes';
import { workflow } from '../../e2e/stage/workflow';
import { createWorld } from '../../kore-simulator/world';
import { startChild, type Child } from '../child/child';
import { startHost, type Host } from '../host';
import type { Load } from '../child/load';

export interface Published {
	id: string;
	url: string;
}

export interface Workflows {
	/** Kore's trigger that takes each result */
	all: Published;
	/** Kore's trigger that takes only failed transfers */
	failed: Published;
	/** n8n's own Webhook node */
	webhook: Published;
	/** A trigger that checks nothing */
	probeStarts: Published;
	/** A trigger that refuses everything */
	probeRefuses: Published;
}

export interface Stage {
	host: Host;
	load: Child<Load>;
	workflows: Workflows;
	/** That sign callbacks. */
	keys: CallbackKeys;
	stop: () => Promise<void>;
}

const next = () => node('Next', 'n8n-nodes-base.noOp', 1);

function triggerWorkflow(credential: Credential, events: string[]) {
	const start = trigger(credential, { events, assignTo: 'any', verification: 'signed' });
	const content = workflow(`Trigger, ${events.join(' or ')}`, [start, next()]);
	return { content, path: `webhook/${start.webhookId}/webhook` };
}

function webhookWorkflow() {
	const path = randomUUID();
	const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
	const start = {
		...node('Start', 'n8n-nodes-base.webhook', 2.1, parameters),
		webhookId: path,
	};
	return { content: workflow('Webhook', [start, next()]), path: `webhook/${path}` };
}

function probeWorkflow(refuse: boolean) {
	const webhookId = randomUUID();
	const start = {
		...node('Start', 'n8n-nodes-bench-probe.probeTrigger', 1.1, { refuse }),
		webhookId,
	};
	const content = workflow(`Probe, ${refuse ? 'refuses' : 'starts'}`, [start, next()]);
	return { content, path: `webhook/${webhookId}/webhook` };
}

/** @param env more settings for n8n */
export async function openStage(env: Record<string, string>): Promise<Stage> {
	const host = await startHost({ env });
	const load = startChild<Load>(path.join(__dirname, '../child/load.ts'));
	const stop = async () => {
		await Promise.all([load.stop(), host.stop()]);
	};
	try {
		// Nobody is called at this address.
		const kore = { url: 'https://kore.invalid', world: await createWorld() };
		const data = credentialFor(kore);
		const credential = await host.saveCredential(data);
		return {
			host,
			load,
			workflows: {
				all: await host.publish(triggerWorkflow(credential, ['transferred', 'failed'])),
				failed: await host.publish(triggerWorkflow(credential, ['failed'])),
				webhook: await host.publish(webhookWorkflow()),
				probeStarts: await host.publish(probeWorkflow(false)),
				probeRefuses: await host.publish(probeWorkflow(true)),
			},
			keys: keysOf(data),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
