import { randomUUID } from 'node:crypto';
import { startWebhookHost } from './webhookHost';
import { createWorkflow, koreNode } from './workflow';

const PATH = '/webhook/test/webhook';

/** A published trigger. */
export async function startCallbackHost({
	parameters = {},
	credential,
}: {
	parameters?: Record<string, unknown>;
	credential: Record<string, unknown>;
}) {
	const node = koreNode(
		'koreAgentAssistTrigger',
		{ events: ['transferred', 'failed'], ...parameters },
		// Each host has another credential, and the trigger remembers a credential's key for a while.
		{
			typeVersion: 1.1,
			credentials: { koreAgentAssistApi: { id: randomUUID(), name: 'Kore (simulator)' } },
		},
	);
	const workflow = createWorkflow([node]);
	const host = await startWebhookHost({ path: PATH, workflow, node, credential });
	return { ...host, node, url: `${host.origin}${PATH}` };
}
