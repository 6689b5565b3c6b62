import { startWebhookHost } from './webhookHost';
import { createWorkflow, koreNode, runAssign } from './workflow';

/**
 * An execution that waits: the node's resume webhook, as n8n calls it with the execution that it has saved.
 */
export async function startWaitingHost({
	parameters,
	credential,
}: {
	parameters: Record<string, unknown>;
	credential: Record<string, unknown>;
}) {
	const node = koreNode('koreAgentAssist', parameters);
	let saved: any;
	const host = await startWebhookHost({
		path: '/webhook-waiting/:execution/:node',
		workflow: createWorkflow([node]),
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
			saved = JSON.parse(JSON.stringify(data));
		},
	};
}
