import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { agentLocator } from '../KoreAgentAssist/locators/agent.description';
import { queueLocator } from '../KoreAgentAssist/locators/queue.description';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			"Kore posts each result to the callback URL of its request. Paste this node's Production URL (under 'Webhook URLs') into 'Trigger URL' of the credential, and publish (activate) this workflow.",
		name: 'urlNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Verification',
		name: 'verification',
		type: 'options',
		options: [
			{
				name: 'Signed',
				value: 'signed',
				description:
					'Take only callbacks of requests that a Kore AgentAssist node sent with this credential',
			},
			{
				name: 'None',
				value: 'none',
				description:
					'Take every callback, e.g. of requests that another program sent. Anybody who knows the URL can send one, and no waiting execution is resumed.',
			},
		],
		default: 'signed',
		description: 'How to make sure that a callback is genuine',
	},
	{
		displayName:
			"Without verification this trigger resumes no execution: a Kore AgentAssist node that continues 'When the Transfer Has Ended' and reports here waits until its limit",
		name: 'noVerificationNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { verification: ['none'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		options: [
			{
				name: 'Failed',
				value: 'failed',
				action: 'On failed transfer',
				description: 'The conversation did not reach the agent or the queue',
			},
			{
				name: 'Transferred',
				value: 'transferred',
				action: 'On successful transfer',
				description: 'The conversation reached the agent or the queue',
			},
		],
		default: ['transferred', 'failed'],
		required: true,
		description: 'Which results start the workflow',
	},
	{
		displayName: 'Assigned To',
		name: 'assignTo',
		type: 'options',
		options: [
			{ name: 'Agent', value: 'agent', description: 'Only transfers to an agent' },
			{ name: 'Any', value: 'any', description: 'Transfers to agents and queues' },
			{ name: 'Queue', value: 'queue', description: 'Only transfers to a queue' },
		],
		default: 'any',
		description: 'Which transfers start the workflow',
	},
	filterBy('agent', agentLocator),
	filterBy('queue', queueLocator),
];

/** The action node's field as a filter: several IDs fit it, or none for any. */
function filterBy(kind: 'agent' | 'queue', locator: INodeProperties): INodeProperties {
	const modes = locator.modes?.flatMap((mode): INodePropertyMode[] => {
		if (mode.name === 'list') return [{ ...mode, placeholder: `Any ${kind}` }];
		const hint = `One ${kind} ID, or several separated by commas`;
		return mode.name === 'id' ? [{ ...mode, hint }] : [];
	});
	return {
		...locator,
		required: false,
		displayOptions: { show: { assignTo: [kind] } },
		modes,
		description: `Only transfers to this ${kind}; empty for any. ${locator.description}`,
	};
}
