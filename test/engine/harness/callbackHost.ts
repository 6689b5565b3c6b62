import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { koreNode } from './nodes';
import { startWebhookHost } from './webhookHost';

const PATH = '/webhook/test/webhook';

/** A published trigger. */
export async function startCallbackHost({
	parameters = {},
	credential,
}: {
	parameters?: INodeParameters;
	credential: ICredentialDataDecryptedObject;
}) {
	const node = koreNode(
		'koreAgentAssistTrigger',
		{ events: ['transferred', 'failed'], ...parameters },
		// Each host has another credential, and the trigger remembers for a while a credential's key, and what a node has logged.
		{
			id: randomUUID(),
			typeVersion: 1.1,
			credentials: { koreAgentAssistApi: { id: randomUUID(), name: 'Kore (simulator)' } },
		},
	);
	const host = await startWebhookHost({ path: PATH, node, credential });
	return { ...host, node, url: `${host.origin}${PATH}` };
}
