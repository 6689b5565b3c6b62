import type { INodeProperties } from 'n8n-workflow';

/** What 'Options' has for this operation alone. */
export const assignOptions: INodeProperties[] = [
	{
		displayName: 'Correlation Data',
		name: 'correlationData',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Value',
		default: {},
		description:
			'Your own values, e.g. a ticket number, that come back with the transfer result. At most 1 KB; they travel encrypted in the callback URL.',
		options: [
			{
				displayName: 'Value',
				name: 'pair',
				values: [
					{
						displayName: 'Name',
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. ticketId',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
					},
				],
			},
		],
	},
	{
		displayName: 'If Unsure',
		name: 'ifUnsure',
		type: 'options',
		options: [
			{
				name: 'Ask Kore',
				value: 'askKore',
				description:
					"Look the conversation up, and add what Kore shows to the error's details. Needs the scope SmartAssist Analytics, and one or two calls.",
			},
			{
				name: 'Report',
				value: 'report',
				description: 'Only say that Kore may have accepted the transfer',
			},
		],
		default: 'report',
		description:
			'What to do if no answer comes from Kore, or one that does not tell whether it has accepted the transfer. The transfer is never sent again.',
	},
	{
		displayName: 'Sign Callback',
		name: 'signCallback',
		type: 'boolean',
		default: true,
		description:
			'Whether to add a signed token to the callback URL. The Kore AgentAssist Trigger takes only signed callbacks unless it is told otherwise.',
	},
];
