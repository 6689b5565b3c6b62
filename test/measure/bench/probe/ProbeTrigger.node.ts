import type {
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

/** The limit which n8n sets to a trigger that is not its own: answers and starts an execution, or refuses, and nothing else. */
export class ProbeTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Bench Probe Trigger',
		name: 'probeTrigger',
		group: ['trigger'],
		version: 1.1,
		description: 'Takes or refuses everything that is posted',
		defaults: { name: 'Bench Probe Trigger' },
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [{ displayName: 'Refuse', name: 'refuse', type: 'boolean', default: false }],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getNodeParameter('refuse', false)) {
			this.getResponseObject().status(401).json({ message: 'Unauthorized' });
			return { noWebhookResponse: true };
		}
		const webhookResponse = { message: 'Received' };
		return { webhookResponse, workflowData: [[{ json: this.getBodyData() }]] };
	}
}
