import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { koreAgentAssistApiTest } from '../shared/credentialTest/checkCredential';
import { hints } from './hints.description';
import { getAgents } from './listSearch/getAgents';
import { getQueues } from './listSearch/getQueues';
import { resources } from './resources';
import { resumeWithCallback } from './resources/conversation/waiting/resumeWithCallback';
import { resumeWebhooks } from './resources/conversation/waiting/wait';
import { chosenOperation, describeResources } from './resources/operation';

// Programmatic, not declarative: items are paced together, callbacks are signed, and a 401 must not be sent twice.
export class KoreAgentAssist implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kore AgentAssist',
		name: 'koreAgentAssist',
		icon: {
			light: 'file:../../icons/kore-agentassist.svg',
			dark: 'file:../../icons/kore-agentassist.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] === "assign" ? "Assign to " + $parameter["assignTo"] : $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Assign live conversations of Kore.ai AgentAssist, and look up its agents, queues and conversations',
		defaults: { name: 'Kore AgentAssist' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Hands a live Kore.ai AgentAssist conversation to an agent or a queue, and looks up agents with their availability, queues with their opening hours and statistics, and conversations. As tools of an AI Agent: look-up and transfer for a user who asks for a person.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-kore-agentassist.koreAgentAssistTrigger',
					relationHint:
						'Receives the result of the transfer that Assign Conversation has asked for',
				},
			],
		},
		webhooks: resumeWebhooks,
		waitingNodeTooltip:
			'={{ "Waiting until Kore reports how the transfer to the " + $parameter["assignTo"] + " ended" }}',
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		hints,
		credentials: [
			{ name: 'koreAgentAssistApi', required: true, testedBy: 'koreAgentAssistApiTest' },
		],
		properties: describeResources(resources),
	};

	methods = {
		credentialTest: { koreAgentAssistApiTest },
		listSearch: { getAgents, getQueues },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await chosenOperation(this, resources).execute(this);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resumeWithCallback.call(this);
	}
}
