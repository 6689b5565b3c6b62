import type { INodeProperties } from 'n8n-workflow';

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
	{
		displayName: 'Agent',
		name: 'agentId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		displayOptions: { show: { assignTo: ['agent'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Any agent',
				typeOptions: { searchListMethod: 'getAgents', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. a-220172c-856e-4db6-a2d1-d4c2dabexxxx',
				hint: 'One agent ID, or several separated by commas',
			},
		],
		description:
			'Only transfers to this agent; empty for any. The agent ID begins with a-. A user ID (u-) is something else.',
	},
	{
		displayName: 'Queue',
		name: 'queueId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		displayOptions: { show: { assignTo: ['queue'] } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Any queue',
				typeOptions: { searchListMethod: 'getQueues', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. qu-b5d3bb4-a1ac-4caa-9be6-55a5abc3xxxx',
				hint: 'One queue ID, or several separated by commas',
			},
		],
		description: 'Only transfers to this queue; empty for any. The queue ID begins with qu-.',
	},
];
