import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { keysOf } from '../../../engine/harness/sent';
import type { CallbackKeys } from '../../../../dist/nodes/shared/credential/callbackKeys';
import { credentialFor } from '../../../engine/harness/setup';
import { node, trigger, webhook, type Node } from '../../../e2e/stage/nodes';
import { workflow } from '../../../e2e/stage/workflow';
import { createWorld } from '../../../kore-simulator/world';
import { startChild, type Child } from '../../child/child';
import { openBenchStage } from '../host';
import type { Stage as StartedN8n } from '../../../e2e/stage/stage';
import type { Load } from '../child/load';

interface Published {
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
	host: StartedN8n;
	load: Child<Load>;
	workflows: Workflows;
	/** That sign callbacks. */
	keys: CallbackKeys;
	stop: () => Promise<void>;
}

/** @param env more settings for n8n */
export async function openStage(env: Record<string, string>): Promise<Stage> {
	const host = await openBenchStage({ env });
	const load = startChild<Load>(path.join(__dirname, '../child/load.ts'));
	const stop = async () => {
		await Promise.all([load.stop(), host.close()]);
	};
	const publish = async (name: string, start: Node) => {
		const next = node('Next', 'n8n-nodes-base.noOp', 1);
		return { id: await host.publish(workflow(name, [start, next])), url: host.urlOf(start) };
	};
	const probe = (refuse: boolean): Node => ({
		...node('Start', 'n8n-nodes-bench-probe.probeTrigger', 1.1, { refuse }),
		webhookId: randomUUID(),
	});
	try {
		// Nobody is called at this address.
		const kore = { url: 'https://kore.invalid', world: await createWorld() };
		const data = credentialFor(kore);
		const credential = await host.saveCredential(data);
		const result = (events: string[]) => trigger(credential, { events, verification: 'signed' });
		return {
			host,
			load,
			workflows: {
				all: await publish('All', result(['transferred', 'failed'])),
				failed: await publish('Failed', result(['failed'])),
				webhook: await publish('Webhook', webhook()),
				probeStarts: await publish('Probe, starts', probe(false)),
				probeRefuses: await publish('Probe, refuses', probe(true)),
			},
			keys: keysOf(data),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
