import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { getAgents } from '../KoreAgentAssist/listSearch/getAgents';
import { getQueues } from '../KoreAgentAssist/listSearch/getQueues';
import { koreAgentAssistApiTest } from '../shared/credentialTest/checkCredential';
import { answerPing } from './answerPing';
import { emitEvent } from './emitEvent';
import { assertFilter } from './filter';
import { triggerHints } from './hints.description';
import { outputsProperty, triggerOutputs } from './outputs';
import { triggerPanel } from './panel.description';
import { triggerProperties } from './properties.description';
import { receiveCallback } from './receiveCallback';

export class KoreAgentAssistTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kore AgentAssist Trigger',
		name: 'koreAgentAssistTrigger',
		icon: {
			light: 'file:../../icons/kore-agentassist.svg',
			dark: 'file:../../icons/kore-agentassist.dark.svg',
		},
		group: ['trigger'],
		// For version 1 of any trigger n8n evaluates an expression at each call, in a sandbox that costs most of its time.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{ "On " + $parameter["events"].join(" or ") }}',
		// n8n's node panel shows both nodes as one entry, with this text.
		description:
			'Assign Kore.ai conversations to agents and queues, and start a workflow when a transfer has ended',
		defaults: { name: 'Kore AgentAssist Trigger' },
		builderHint: {
			searchHint:
				'Starts a workflow when a transfer that a Kore AgentAssist node has asked for has ended, transferred or failed; not for other events of Kore.ai.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kore-agentassist.koreAgentAssist',
					relationHint:
						"Asks for the transfer; its credential's Trigger URL is the Production URL of the trigger",
				},
			],
		},
		inputs: [],
		outputs: triggerOutputs,
		hints: triggerHints,
		credentials: [
			{
				name: 'koreAgentAssistApi',
				required: true,
				testedBy: 'koreAgentAssistApiTest',
				displayOptions: { show: { verification: ['signed'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				// Without it n8n answers with the literal text `firstEntryJson`.
				responseData: '',
				path: 'webhook',
			},
		],
		triggerPanel,
		activationMessage:
			"Paste the Production URL of the trigger into 'Trigger URL' of the Kore AgentAssist credential.",
		properties: [...triggerProperties, outputsProperty],
	};

	methods = {
		credentialTest: { koreAgentAssistApiTest },
		listSearch: { getAgents, getQueues },
	};

	// Kore has no API to register a callback: every assign request brings its own callback URL. So there is nothing to do but to look.
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				assertFilter(this);
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return (await answerPing(this)) ?? (await receiveCallback.call(this));
	}

	// n8n runs it with the callback's event as input, inside the execution that the callback has started.
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await emitEvent.call(this);
	}
}
