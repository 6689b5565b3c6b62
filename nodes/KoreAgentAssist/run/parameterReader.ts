import type { IExecuteFunctions } from 'n8n-workflow';

/** The value of a parameter for an item, '' if it is not set. Throws n8n's own error if an expression fails. */
export type ReadParameter = (name: string, itemIndex: number) => unknown;

/**
 * Reads the node's parameters; a resource locator as `toLocator` takes it. One without an expression is the same for all items and is
 * resolved once, as resolving costs more than checking.
 */
export function createParameterReader(context: IExecuteFunctions): ReadParameter {
	const { parameters } = context.getNode();
	const fixed = new Map<string, unknown>();
	return (name, itemIndex) => {
		if (fixed.has(name)) return fixed.get(name);
		const value = context.getNodeParameter(name, itemIndex, '') as unknown;
		if (!hasExpression(parameters[name])) fixed.set(name, value);
		return value;
	};
}

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return Object.values(value ?? {}).some(hasExpression);
}
