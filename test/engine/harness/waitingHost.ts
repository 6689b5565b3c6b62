import type {
	ICredentialDataDecryptedObject,
	INodeParameters,
	IRunExecutionData,
} from 'n8n-workflow';
import { koreNode } from './nodes';
import { runAssign } from './run';
import { startWebhookHost } from './webhookHost';

/**
 * An execution that waits: the node's resume webhook, as n8n calls it with the execution that it has saved.
 */
export async function startWaitingHost({
	parameters,
	credential,
}: {
	parameters: INodeParameters;
	credential: ICredentialDataDecryptedObject;
}) {
	const node = koreNode('koreAgentAssist', parameters);
	let saved: IRunExecutionData;
	const host = await startWebhookHost({
		path: '/webhook-waiting/:execution/:node',
		node,
		credential,
		runExecutionData: () => saved,
	});
	return {
		...host,
		/**
		 * Sends a request and waits for its result in place of the one before.
		 *
		 * @param origin of the n8n
		 */
		wait: async (origin?: string) => {
			const { waitTill, data } = await runAssign({ parameters, credential, origin });
			if (!waitTill) throw new Error('The execution does not wait');
			saved = JSON.parse(JSON.stringify(data)) as IRunExecutionData;
		},
		/** As an n8n that cannot evaluate anything of the execution. */
		lose: () => {
			saved = {} as IRunExecutionData;
		},
	};
}
