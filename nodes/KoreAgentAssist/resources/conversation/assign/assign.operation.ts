import {
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeOperationError,
} from 'n8n-workflow';

import type { TransferResult } from '../../../../shared/callback/transferResult';
import type { Operation } from '../../operation';
import { assignProperties } from './assign.description';
import { readAssignParameters, type AssignParameters } from './parameters';
import { assertOneItem, readWaitLimit, resumeUrl, waitForResult } from '../waiting/wait';
import { invalidItem, isFailedItem, type FailedItem } from '../../../run/failedItem';
import { startRun, type Run } from '../../../run/openRun';
import { findEarlier, sendItem } from './send';
import { sendItems } from '../../../run/inOrder';
import { isTool, toolCannotWait } from './tool';

/** Resolving an item's expressions takes a millisecond or two; after so many, the rest of n8n gets a turn. */
const ITEMS_IN_ONE_GO = 100;

export const assign: Operation = {
	option: {
		name: 'Assign Conversation',
		value: 'assign',
		action: 'Assign a conversation',
		description: 'Transfer a live conversation of a bot to an agent or a queue',
	},
	properties: assignProperties,
	execute,
};

/**
 * Assigns the conversation of each item. Output: one TransferResult an item, in the items' order; with `continueWhen`
 * `result`, for the one item it takes, as soon as the callback has come or the limit has passed.
 */
async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = context.getInputData().length;
	if (count === 0) return [[]];
	if (!isTool(context)) return await assignItems(context, count);
	try {
		return await assignItems(context, count);
	} catch (error) {
		// n8n tells a model nothing of an error that a tool throws, or only half of it.
		const { message, description } = error as NodeOperationError;
		const advice = description ?? 'Let the builder of context workflow look at the tool.';
		return [[invalidItem(context, 0, { message, description: advice }).output]];
	}
}

async function assignItems(
	context: IExecuteFunctions,
	count: number,
): Promise<INodeExecutionData[][]> {
	if (context.getNodeParameter('continueWhen', 0, 'accepted') !== 'result') {
		return [await sendAll(await startRun(context, undefined), count)];
	}
	if (isTool(context)) throw toolCannotWait(context);
	assertOneItem(context, count);
	const limitMs = readWaitLimit(context);
	const [item] = await sendAll(
		await startRun(context, { resumeUrl: resumeUrl(context), limitMs }),
		count,
	);
	const result = item?.json as unknown as TransferResult | undefined;
	// Not accepted, or Kore's answer to the request was the result already: nothing to wait for.
	if (result?.outcome !== 'accepted') return [item ? [item] : []];
	return await waitForResult(context, result, limitMs);
}

async function sendAll(run: Run, count: number): Promise<INodeExecutionData[]> {
	const { context, concurrency, signal, halt, tries } = run;
	const tool = isTool(context);
	const output = await sendItems(context, await readItems(run, count), {
		goesOn: tool || context.continueOnFail(),
		concurrency,
		signal,
		halt: () => halt.abort(),
		findEarlier: (request, index) => findEarlier(run, request, index),
		send: async (request, index) => await sendItem(run, request, index),
	});
	// n8n tries again also if the node goes on and the first item has failed; a model may call a tool again.
	const isLastTry = !context.getNode().retryOnFail || !output[0]?.json.error;
	if (isLastTry && !tool) tries.forget();
	return output;
}

async function readItems(run: Run, count: number): Promise<Array<AssignParameters | FailedItem>> {
	const requests = [];
	const firstWith = new Map<string, number>();
	for (let index = 0; index < count; index++) {
		if (index % ITEMS_IN_ONE_GO === ITEMS_IN_ONE_GO - 1) await sleep(0);
		const request = readItem(run, index);
		requests.push(isFailedItem(request) ? request : onlyOnce(run, request, index, firstWith));
	}
	return requests;
}

function readItem(run: Run, index: number): AssignParameters | FailedItem {
	try {
		const { read, credential, wait, noKeys } = run;
		const request = readAssignParameters(read, index, credential, wait?.resumeUrl);
		return request.signCallback && noKeys ? invalidItem(run.context, index, noKeys) : request;
	} catch (error) {
		return invalidItem(run.context, index, error as NodeOperationError);
	}
}

/** A list with a duplicate in it must not transfer a conversation twice. */
function onlyOnce(
	run: Run,
	request: AssignParameters,
	index: number,
	firstWith: Map<string, number>,
): AssignParameters | FailedItem {
	const conversation = `${request.streamId} ${request.botSessionId}`;
	const first = firstWith.get(conversation);
	if (first === undefined) {
		firstWith.set(conversation, index);
		return request;
	}
	return invalidItem(run.context, index, {
		message: `'Bot Session ID' is the same as that of item ${first}: ${request.botSessionId}`,
		description:
			'A conversation is assigned once in a run, so nothing was sent for this item. Put a Remove Duplicates node before this one, or check which of the two items is right.',
	});
}
