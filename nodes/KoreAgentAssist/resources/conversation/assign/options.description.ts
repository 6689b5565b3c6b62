import type { INodeProperties } from 'n8n-workflow';

/** The entries of 'Options', in alphabetical order, as n8n's lint wants them. */
export const assignOptions: INodeProperties[] = [
	{
		displayName: 'Account ID',
		name: 'accountId',
		type: 'string',
		default: '',
		description: 'Used instead of the Account ID of the credential',
	},
	{
		displayName: 'Concurrency',
		name: 'concurrency',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 10,
		description: 'How many requests may be on their way at the same time',
	},
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
		displayName: 'Organization ID',
		name: 'orgId',
		type: 'string',
		default: '',
		placeholder: 'e.g. o-fbfa482a-bf65-5386-963e-f00a8cc7xxxx',
		description: 'Used instead of the Organization ID of the credential',
	},
	{
		displayName: 'Requests per Minute',
		name: 'requestsPerMinute',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description:
			'The most requests that one run of this node sends in any 60 seconds. Kore allows 60 for an account. 0 means no limit.',
	},
	{
		displayName: 'Sign Callback',
		name: 'signCallback',
		type: 'boolean',
		default: true,
		description:
			'Whether to add a signed token to the callback URL. The Kore AgentAssist Trigger takes only signed callbacks unless it is told otherwise.',
	},
	{
		displayName: 'Stream ID',
		name: 'streamId',
		type: 'string',
		default: '',
		placeholder: 'e.g. st-3bf09bef-a1ac-4caa-9be6-55a5abc3xxxx',
		description: 'Used instead of the Stream ID of the credential',
	},
	{
		displayName: 'Timeout',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30000,
		description: 'How many milliseconds to wait for the whole answer of Kore',
	},
	{
		displayName: 'Wait for Rate Limit',
		name: 'rateLimitWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 300,
		description:
			'How many seconds in total one run may wait because Kore says that the calls of this minute are used up. 0 means that this ends the item at once.',
	},
];
