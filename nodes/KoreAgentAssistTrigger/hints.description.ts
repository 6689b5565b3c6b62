import type { INodeTypeDescription } from 'n8n-workflow';

/** Where a builder would look in vain for what never comes. */
export const triggerHints: INodeTypeDescription['hints'] = [
	{
		message: "The output 'Transferred' stays empty: 'Transferred' is not chosen in 'Events'.",
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: emptyOutput('transferred'),
	},
	{
		message: "The output 'Failed' stays empty: 'Failed' is not chosen in 'Events'.",
		type: 'info',
		location: 'ndv',
		whenToDisplay: 'always',
		displayCondition: emptyOutput('failed'),
	},
];

function emptyOutput(event: string): string {
	return `={{ $parameter["outputs"] === "perResult" && !$parameter["events"].includes("${event}") }}`;
}
