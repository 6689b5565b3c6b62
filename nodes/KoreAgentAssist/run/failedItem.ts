import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { Failure, FailureCause } from '../../shared/kore/failures/failure';
import { apiError, operationError, type Problem } from '../../shared/nodeError';
import { redactTokens } from '../../shared/redact';

/** An item without a result: as an error, for a node that stops, and as output, for a node that goes on. */
export interface FailedItem {
	error: NodeApiError | NodeOperationError;
	output: INodeExecutionData;
	maybeAccepted: boolean;
}

export const isFailedItem = (value: object | undefined): value is FailedItem =>
	value !== undefined && 'error' in value;

/** An item whose parameters do not make a request. `problem` says which and how to mend it; `cause` is for automations. */
export function invalidItem(
	context: IExecuteFunctions,
	itemIndex: number,
	problem: Problem,
	cause: FailureCause = 'parameter',
): FailedItem {
	const { message } = problem;
	const description =
		problem.description ?? 'Check the expressions of this node. Nothing was sent for this item.';
	return {
		error: operationError(context.getNode(), { message, description }, itemIndex),
		output: errorOutput(context, itemIndex, message, description, {
			cause,
			httpCode: null,
			maybeAccepted: false,
		}),
		maybeAccepted: false,
	};
}

/** An item that was sent, or tried to be, in vain. `request` is what the output tells of the request. */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	failure: Failure,
	request: IDataObject,
): FailedItem {
	const { cause, message, description, httpCode, maybeAccepted, response } = failure;
	return {
		error: apiError(context.getNode(), { message, description, httpCode }, itemIndex),
		output: errorOutput(context, itemIndex, message, description, {
			cause,
			httpCode,
			maybeAccepted,
			...request,
			response,
		} as IDataObject),
		maybeAccepted,
	};
}

/** What nobody has foreseen, so that nobody knows what Kore has got of it. */
export const unexpectedFailure = (error: unknown): Failure => ({
	cause: 'network',
	message: 'The request ended in a way that the node does not know',
	description: `(${redactTokens((error as Error).message)}) Please report this.`,
	httpCode: null,
	maybeAccepted: true,
	response: null,
});

/**
 * n8n 2 moves an item to the error output, and keeps the input's fields, only if it has no keys beside these three. n8n 1
 * moves it only for its `error` property, and drops all fields if it finds it again later: so it is hidden from copies.
 */
function errorOutput(
	context: IExecuteFunctions,
	item: number,
	error: string,
	message: string,
	details: IDataObject,
): INodeExecutionData {
	const output: INodeExecutionData = { json: { error, message, details }, pairedItem: { item } };
	if (context.getNode().onError === 'continueErrorOutput') {
		Object.defineProperty(output, 'error', { value: { message: error }, enumerable: false });
	}
	return output;
}
