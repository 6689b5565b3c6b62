import type { INodeTypeDescription } from 'n8n-workflow';

/** Where a builder would look in vain for what never comes. */
export const triggerHints: INodeTypeDescription['hints'] = [
	{
		message:
			"The output 'Transferred' stays empty, as 'Events' leaves the transfers out that have succeeded.",
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: emptyOutput('transferred'),
	},
	{
		message:
			"The output 'Failed' stays empty, as 'Events' leaves the transfers out that have failed.",
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: emptyOutput('failed'),
	},
];

function emptyOutput(event: string): string {
	return `={{ $parameter["outputs"] === "perResult" && !$parameter["events"].includes("${event}") }}`;
}
