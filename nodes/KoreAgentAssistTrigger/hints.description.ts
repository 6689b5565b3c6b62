import type { INodeTypeDescription } from 'n8n-workflow';

/** Where a builder would look in vain for what never comes. */
export const triggerHints: INodeTypeDescription['hints'] = [
	{
		message:
			"The output 'Transferred' stays empty: 'Events' leaves transfers out that have succeeded, and they start no execution.",
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: emptyOutput('transferred'),
	},
	{
		message:
			"The output 'Failed' stays empty: 'Events' leaves transfers out that have failed, and they start no execution.",
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: emptyOutput('failed'),
	},
];

function emptyOutput(event: string): string {
	return `={{ $parameter["outputs"] === "perResult" && !$parameter["events"].includes("${event}") }}`;
}
