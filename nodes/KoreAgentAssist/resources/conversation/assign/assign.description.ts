import type { INodeProperties } from 'n8n-workflow';

import { agentLocator } from '../../../locators/agent.description';
import { queueLocator } from '../../../locators/queue.description';
import { optionsProperty } from '../../../run/options.description';
import { assignOptions } from './options.description';

const showOnlyForResult = { continueWhen: ['result'] };

export const assignProperties: INodeProperties[] = [
	{
		displayName: 'Assign To',
		name: 'assignTo',
		type: 'options',
		options: [
			{ name: 'Agent', value: 'agent', description: 'One person, whoever else is free' },
			{ name: 'Queue', value: 'queue', description: 'The next free agent of a queue' },
		],
		default: 'agent',
		description: 'Whom the conversation goes to',
	},
	{ ...agentLocator, displayOptions: { show: { assignTo: ['agent'] } } },
	{ ...queueLocator, displayOptions: { show: { assignTo: ['queue'] } } },
	{
		displayName: 'Bot Session ID',
		name: 'botSessionId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 6538f8a3c9cf425ee5cfxxxx',
		builderHint: {
			propertyHint:
				'In a tool of an AI Agent use an expression for the conversation that the agent is in, not $fromAI: the model could transfer another one.',
		},
		description: 'The session of the conversation. A bot reads it with koreUtil.getSessionId().',
	},
	{
		displayName: 'Continue',
		name: 'continueWhen',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'When Kore Has Accepted',
				value: 'accepted',
				description: 'At once; the result comes to a Kore AgentAssist Trigger',
			},
			{
				name: 'When the Transfer Has Ended',
				value: 'result',
				description: 'Wait for the result. Takes one item at a time: use Loop Over Items for more.',
			},
		],
		default: 'accepted',
		builderHint: { propertyHint: 'A tool of an AI Agent cannot wait: leave it at accepted there.' },
		description: 'When the workflow goes on',
	},
	{
		displayName: 'Wait At Most',
		name: 'waitLimit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		displayOptions: { show: showOnlyForResult },
		description: 'After this time the workflow goes on with the outcome timedOut',
	},
	{
		displayName: 'Wait Unit',
		name: 'waitUnit',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Minutes', value: 'minutes' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Days', value: 'days' },
		],
		default: 'minutes',
		displayOptions: { show: showOnlyForResult },
	},
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		displayOptions: { show: { continueWhen: ['accepted'] } },
		placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
		hint: 'Leave empty to use the Trigger URL of the credential',
		description:
			'Where Kore posts the transfer result: the Production URL of a Kore AgentAssist Trigger, or any other http or https address',
	},
	{
		displayName: 'Callback URL',
		name: 'callbackUrl',
		type: 'string',
		default: '',
		displayOptions: { show: showOnlyForResult },
		placeholder: 'e.g. https://n8n.example.com/webhook/…/webhook',
		hint: 'Leave empty if the credential has a Trigger URL. With neither, a very fast result can be lost.',
		description:
			"The Production URL of the Kore AgentAssist Trigger that takes the transfer result and resumes this execution; its 'Verification' has to be 'Signed'. With neither this nor a Trigger URL, Kore posts straight to the execution, and n8n refuses a result that comes within milliseconds.",
	},
	optionsProperty(assignOptions),
];
