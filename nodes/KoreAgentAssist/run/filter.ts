import { UserError, type IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../../shared/kore/answer';
import { foundNothing, isExpression } from '../../shared/expression';
import { isTool } from './tool';

type FilterValue = string | string[] | boolean | Date | undefined;

/**
 * The value of a filter, as `read` reads it, which may be empty. `entry` is its name in the collection `name`; `without` says what an
 * empty one does. Throws a UserError for an expression that gives nothing.
 */
export type ReadFilter = <Value extends FilterValue>(
	field: string,
	[name, entry]: [name: string, entry?: string],
	read: (field: string, value: unknown) => Value,
	without?: string,
) => Value;

/** Reads the filters of an item, whose parameters `parameter` gives. */
export function createFilterReader(
	context: IExecuteFunctions,
	parameter: (name: string) => unknown,
): ReadFilter {
	const { parameters } = context.getNode();
	return (field, [name, entry], read, without = 'Kore would be asked for all') => {
		const value = read(field, entryOf(parameter(name), entry));
		const saved = entryOf(parameters[name], entry);
		if (!isEmpty(value) || !isExpression(saved) || isLeftToModel(context, saved)) return value;
		throw new UserError(foundNothing(field), {
			description: `Without '${field}' ${without}. Check that the item before has a value there, or clear the field. Nothing was sent for this item.`,
		});
	};
}

const isEmpty = (value: FilterValue): boolean =>
	value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const entryOf = (value: unknown, entry?: string): unknown =>
	entry === undefined ? value : isObject(value) ? value[entry] : undefined;

/** A model leaves out what it does not want to filter by. */
const isLeftToModel = (context: IExecuteFunctions, expression: string): boolean =>
	isTool(context) && /\$fromAI\b/i.test(expression);
