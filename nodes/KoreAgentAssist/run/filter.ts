import { UserError, type IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../../shared/kore/answer';
import { foundNothing, isExpression } from '../../shared/expression';
import { isTool } from './tool';

/**
 * The value of a filter, as `read` reads it: empty asks for all. `entry` is its name in the collection `name`. Throws a UserError for an
 * expression that gives nothing.
 */
export type ReadFilter = <Value extends string | string[]>(
	field: string,
	[name, entry]: [name: string, entry?: string],
	read: (field: string, value: unknown) => Value,
) => Value;

/** Reads the filters of an item, whose parameters `parameter` gives. */
export function createFilterReader(
	context: IExecuteFunctions,
	parameter: (name: string) => unknown,
): ReadFilter {
	const { parameters } = context.getNode();
	return (field, [name, entry], read) => {
		const value = read(field, entryOf(parameter(name), entry));
		const saved = entryOf(parameters[name], entry);
		if (value.length > 0 || !isExpression(saved) || isLeftToModel(context, saved)) return value;
		throw new UserError(foundNothing(field), {
			description: `Without '${field}' Kore would be asked for all. Check that the item before has a value there, or clear the field. Nothing was sent for this item.`,
		});
	};
}

const entryOf = (value: unknown, entry?: string): unknown =>
	entry === undefined ? value : isObject(value) ? value[entry] : undefined;

/** A model leaves out what it does not want to filter by. */
const isLeftToModel = (context: IExecuteFunctions, expression: string): boolean =>
	isTool(context) && /\$fromAI\b/i.test(expression);
