import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Failure } from '../../shared/kore/failures/failure';
import { withMessage } from '../../shared/nodeError';
import { LOOK_BEFORE_SENDING_AGAIN } from '../resources/conversation/assign/request';
import type { Sent } from '../resources/conversation/assign/earlierTries';

/** An item without a transfer: as an error, for a node that stops, and as output, for a node that goes on. */
export interface FailedItem {
	error: NodeApiError | NodeOperationError;
	output: INodeExecutionData;
	maybeAccepted: boolean;
}

export const isFailedItem = (value: object | undefined): value is FailedItem =>
	value !== undefined && 'error' in value;

/** What is wrong, and how to mend it. */
export interface Problem {
	message: string;
	description?: string | null;
}

/** An item whose parameters do not make a request. `problem` says which and how to mend it. */
export function invalidItem(
	context: IExecuteFunctions,
	itemIndex: number,
	problem: Problem,
): FailedItem {
	const { message } = problem;
	const description =
		problem.description ?? 'Check the expressions of this node. Nothing was sent for this item.';
	const error = new NodeOperationError(context.getNode(), message, { description, itemIndex });
	return {
		error: withMessage(error, message),
		output: errorOutput(context, itemIndex, message, description, {
			cause: 'parameter',
			httpCode: null,
			maybeAccepted: false,
		}),
		maybeAccepted: false,
	};
}

/** An item that was sent, or tried to be, and not accepted. */
export function refusedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	{ requestId, botSessionId, target }: Sent,
	failure: Failure,
	waitedSeconds = 0,
): FailedItem {
	const { cause, httpCode, maybeAccepted, response } = failure;
	const message =
		cause === 'rateLimit' && waitedSeconds > 0
			? `${failure.message}, after ${waitedSeconds} seconds of waiting for it`
			: failure.message;
	const description = cautious(failure);
	// From plain text only: axios' error, which n8n wraps, holds the request with its token.
	const error = new NodeApiError(
		context.getNode(),
		{ message },
		{ message, description, httpCode: httpCode ?? undefined, itemIndex },
	);
	return {
		error: withMessage(error, message),
		output: errorOutput(context, itemIndex, message, description, {
			cause,
			httpCode,
			maybeAccepted,
			botSessionId,
			assignTo: target.assignTo,
			agentId: target.assignTo === 'agent' ? target.id : null,
			queueId: target.assignTo === 'queue' ? target.id : null,
			requestId,
			response,
		} as IDataObject),
		maybeAccepted,
	};
}

const cautious = ({ maybeAccepted, description }: Failure) =>
	maybeAccepted ? `${LOOK_BEFORE_SENDING_AGAIN} ${description}`.trim() : description;

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
