import { randomUUID } from 'node:crypto';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { koreNode } from './nodes';
import { startWebhookHost } from './webhookHost';

const PATH = '/webhook/test/webhook';

/** A published trigger. */
export async function startCallbackHost({
	parameters = {},
	credential,
	isSlowVersion1,
}: {
	parameters?: INodeParameters;
	credential: ICredentialDataDecryptedObject;
	isSlowVersion1?: boolean;
}) {
	const node = koreNode(
		'koreAgentAssistTrigger',
		{ events: ['transferred', 'failed'], ...parameters },
		// Each host is another node with another credential, as the trigger remembers a credential's key, and what it has logged, for a while.
		{
			id: randomUUID(),
			typeVersion: 1.1,
			credentials: { koreAgentAssistApi: { id: randomUUID(), name: 'Kore (simulator)' } },
		},
	);
	const host = await startWebhookHost({ path: PATH, node, credential, isSlowVersion1 });
	return { ...host, node, url: `${host.origin}${PATH}` };
}
