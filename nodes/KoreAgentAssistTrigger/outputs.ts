import type {
	ExpressionString,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

/** Always both, whatever 'Events' lets through: else a line on the canvas would lead from another output than it was drawn from. */
export const triggerOutputs: ExpressionString = `={{ $parameter["outputs"] === "perResult" ? [{ type: "main", displayName: "Transferred" }, { type: "main", displayName: "Failed" }] : ["main"] }}`;

export const outputsProperty: INodeProperties = {
	displayName: 'Outputs',
	name: 'outputs',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'One', value: 'one', description: 'All results leave the node by the same output' },
		{
			name: 'One for Each Result',
			value: 'perResult',
			description:
				"Transferred and Failed. The output of a result that is not chosen in 'Events' stays empty.",
		},
	],
	default: 'one',
	description: 'Whether all results leave the node by one output, or each kind by its own',
};

/** Puts the events on the outputs that the node is set to have. */
export function toOutputs(
	context: IExecuteFunctions,
	events: INodeExecutionData[],
): INodeExecutionData[][] {
	if (context.getNodeParameter('outputs', 0, 'one') !== 'perResult') return [events];
	const isTransferred = ({ json }: INodeExecutionData) => json.outcome === 'transferred';
	return [events.filter(isTransferred), events.filter((event) => !isTransferred(event))];
}
