import type { INodeProperties } from 'n8n-workflow';

/** Of the form, and of a node that was saved without the option. */
export const DEFAULTS = {
	concurrency: 10,
	requestsPerMinute: 60,
	/** Seconds. */
	rateLimitWait: 300,
	/** Milliseconds. */
	timeout: 30_000,
} as const;

const { concurrency, requestsPerMinute, rateLimitWait, timeout } = DEFAULTS;

/** What a failed call advises to do with them. */
export const OPTION_ADVICE = {
	rateLimit:
		"Raise 'Wait for Rate Limit' in Options, so that the node waits and goes on by itself, or lower 'Requests per Minute'.",
	timeout: "If Kore is only slow, raise 'Timeout' in Options.",
} as const;

/** What every operation has under 'Options'. */
const sharedOptions: INodeProperties[] = [
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
		default: concurrency,
		description: 'How many requests may be on their way at the same time',
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
		default: requestsPerMinute,
		description:
			'The most requests that one run of this node sends in any 60 seconds. Kore allows 60 for an account. 0 means no limit.',
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
		default: timeout,
		description: 'How many milliseconds to wait for the whole answer of Kore',
	},
	{
		displayName: 'Wait for Rate Limit',
		name: 'rateLimitWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: rateLimitWait,
		description:
			'How many seconds in total one run may wait when Kore says that its limit of calls a minute is reached. With 0 the item fails at once.',
	},
];

/** 'Options' of an operation, with its own entries among those that all have, in alphabetical order, as n8n wants them. */
export const optionsProperty = (own: INodeProperties[] = []): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [...sharedOptions, ...own].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	),
});
