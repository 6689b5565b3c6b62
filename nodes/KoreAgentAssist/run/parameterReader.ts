import type { IExecuteFunctions } from 'n8n-workflow';

/** The value of a parameter for an item, '' if it is not set. Throws n8n's own error if an expression fails. */
export type ReadParameter = (name: string, itemIndex: number) => unknown;

/**
 * Reads the node's parameters; of a resource locator its value, or with `whole` its mode, too. One without an expression is the same for all items and is resolved once, as resolving
 * costs more than checking.
 */
export function createParameterReader(
	context: IExecuteFunctions,
	part: 'value' | 'whole' = 'value',
): ReadParameter {
	const options = part === 'value' ? { extractValue: true } : undefined;
	const { parameters } = context.getNode();
	const fixed = new Map<string, unknown>();
	return (name, itemIndex) => {
		if (fixed.has(name)) return fixed.get(name);
		const value = context.getNodeParameter(name, itemIndex, '', options) as unknown;
		if (!hasExpression(parameters[name])) fixed.set(name, value);
		return value;
	};
}

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}
