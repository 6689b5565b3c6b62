import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { operationError } from '../../shared/nodeError';

/** What the node can do with a resource of Kore's. */
export interface Operation {
	/** Its entry in the dropdown 'Operation'; `action` is its line in n8n's list of nodes. */
	option: { name: string; value: string; action: string; description: string };
	/** Its parameters; they show wherever it is chosen, and need not say so. */
	properties: INodeProperties[];
	/** Runs it for all items: the output of the node. */
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

export interface Resource {
	/** Its entry in the dropdown 'Resource'. */
	option: { name: string; value: string };
	/** The first one is the default, and has to stay the first. */
	operations: Operation[];
}

/**
 * The node's parameters: both dropdowns, in alphabetical order, and what each operation asks for. The first resource is the
 * default, and has to stay the first, as n8n leaves defaults out of what it saves.
 */
export function describeResources(resources: Resource[]): INodeProperties[] {
	const firstResource = resources[0].option.value;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: byName(resources.map(({ option }) => option)),
			default: firstResource,
		},
		...resources.flatMap(describeOperations),
	];
}

const byName = <Option extends { name: string }>(options: Option[]): Option[] =>
	options.sort((one, other) => one.name.localeCompare(other.name));

function describeOperations({ option: { value }, operations }: Resource): INodeProperties[] {
	const showOnlyForResource = { resource: [value] };
	const firstOperation = operations[0].option.value;
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: showOnlyForResource },
			options: byName(operations.map(({ option }) => option)),
			default: firstOperation,
		},
		...operations.flatMap(({ option, properties }) =>
			properties.map((property) => ({
				...property,
				displayOptions: {
					show: {
						...showOnlyForResource,
						operation: [option.value],
						...property.displayOptions?.show,
					},
				},
			})),
		),
	];
}

/** The operation that the node is set to. Throws a NodeOperationError if there is none of that name. */
export function chosenOperation(context: IExecuteFunctions, resources: Resource[]): Operation {
	const resource = context.getNodeParameter('resource', 0, '') as string;
	const operation = context.getNodeParameter('operation', 0, '') as string;
	const chosen = resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
	if (chosen) return chosen;
	throw operationError(context.getNode(), {
		message: `The node knows no operation '${operation}' of '${resource}'`,
		description: "Open the node and choose its 'Resource' and 'Operation' again.",
	});
}
