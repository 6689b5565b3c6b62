import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

/** What is wrong, and how to mend it. */
export interface Problem {
	message: string;
	description?: string | null;
}

/** A problem, e.g. a UserError, as the error of a node, and of an item if it is one's. */
export function operationError(
	node: INode,
	{ message, description }: Problem,
	itemIndex?: number,
): NodeOperationError {
	const error = new NodeOperationError(node, message, {
		description: description ?? undefined,
		itemIndex,
	});
	return withMessage(error, message);
}

/** The same for a call to Kore's API. */
export function apiError(
	node: INode,
	{ message, description, httpCode }: Problem & { httpCode: string | null },
	itemIndex?: number,
): NodeApiError {
	// From plain text only: axios' error, which n8n wraps, holds the request with its token.
	const error = new NodeApiError(
		node,
		{ message },
		{
			message,
			description: description ?? undefined,
			httpCode: httpCode ?? undefined,
			itemIndex,
		},
	);
	return withMessage(error, message);
}

/** n8n puts a text of its own, which advises to retry, in place of a message that has a code like ECONNRESET in it. */
function withMessage<T extends Error>(error: T, message: string): T {
	error.message = message;
	return error;
}
