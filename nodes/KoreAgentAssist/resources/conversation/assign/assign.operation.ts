import { UserError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { TransferResult } from '../../../../shared/callback/transferResult';
import { isFailedItem, type FailedItem } from '../../../run/failedItem';
import { inOrder, type Progress } from '../../../run/inOrder';
import { openRun, type Run } from '../../../run/openRun';
import { readItems } from '../../../run/readItems';
import { inWordsForTool, isTool } from '../../../run/tool';
import type { Operation } from '../../operation';
import {
	assertOneItem,
	planWait,
	toolCannotWait,
	waitForResult,
	type WaitPlan,
} from '../waiting/wait';
import { assignProperties } from './assign.description';
import { createCallbackReader } from './callback';
import { EarlierTries } from './earlierTries';
import { hintAtLoopback } from './hints';
import { noteRun } from './nodeMemory';
import { readAssignParameters, type AssignParameters, type AssignRequest } from './parameters';
import { findEarlier, lookIntoItem, sendItem } from './send';
import { findTargets } from './targets';
import { assertInTime, hintAtTimeout } from './workflowTimeout';

export const assign: Operation = {
	option: {
		name: 'Assign Conversation',
		value: 'assign',
		// What a model reads of a tool whose description n8n makes.
		action: 'Assign conversation to person or queue',
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
	noteRun(context);
	return await inWordsForTool(context, async () => await assignItems(context, count));
}

async function assignItems(
	context: IExecuteFunctions,
	count: number,
): Promise<INodeExecutionData[][]> {
	if (context.getNodeParameter('continueWhen', 0, 'accepted') !== 'result') {
		return [await sendAll(context, count, undefined)];
	}
	if (isTool(context)) throw toolCannotWait(context);
	assertOneItem(context, count);
	const plan = planWait(context);
	const [item] = await sendAll(context, count, plan);
	const result = item?.json as unknown as TransferResult | undefined;
	// Not accepted, or Kore's answer to the request was the result already: nothing to wait for.
	if (result?.outcome !== 'accepted') return [item ? [item] : []];
	return await waitForResult(context, result, plan.limitMs);
}

async function sendAll(
	context: IExecuteFunctions,
	count: number,
	wait: WaitPlan | undefined,
): Promise<INodeExecutionData[]> {
	const run = await openRun(context);
	const tries = new EarlierTries(context, run.client.origin);
	const tool = isTool(context);
	const goesOn = tool || context.continueOnFail();
	const items = await readRequests(run, count, wait);
	const requests = await findTargets(run, tries, items, goesOn);
	if (!requests) return [];
	const valid = requests.filter((request): request is AssignRequest => !isFailedItem(request));
	const toSend = valid.filter((request) => !tries.find(request)).length;
	if (goesOn || valid.length === count) assertInTime(run, toSend);
	/** The callback URLs that Kore has taken. */
	const told: string[] = [];
	const output = await inOrder(run, requests, {
		goesOn,
		findEarlier: (request, index) => findEarlier(run, tries, request, index),
		send: async (request, index) => {
			const sent = await sendItem(run, tries, request, index);
			if (sent && !isFailedItem(sent)) told.push(request.callback.url);
			return sent;
		},
		lookInto: async (failed, request, index) =>
			await lookIntoItem(run, tries, failed, request, index),
		tell: tellAccepted,
	});
	hintAtLoopback(context, run.client.origin, told);
	hintAtTimeout(run, toSend);
	// n8n tries again also if the node goes on and the first item has failed; a model may call a tool again.
	const isLastTry = !context.getNode().retryOnFail || !output[0]?.json.error;
	if (isLastTry && !tool) tries.forget();
	return output;
}

function tellAccepted({ count, done, unsure, firstNotSent }: Progress): string {
	const accepted = done === 0 ? 'Kore accepted none of the' : `Kore accepted ${done} of the`;
	const maybe = unsure === 0 ? '' : `, and may have accepted ${unsure} more`;
	const rest =
		firstNotSent === undefined ? '' : `; the first item that was not sent is item ${firstNotSent}`;
	return `${accepted} ${count} items${maybe}${rest}.`;
}

async function readRequests(
	run: Run,
	count: number,
	wait: WaitPlan | undefined,
): Promise<Array<AssignParameters | FailedItem>> {
	const readCallback = createCallbackReader(run.credential, wait);
	const firstWith = new Map<string, number>();
	return await readItems(run.context, count, (index) => {
		const request = readAssignParameters(run, index, readCallback);
		const first = findFirst(request, index, firstWith);
		if (first !== index) throw twice(request, first);
		return request;
	});
}

/** The first item with the same conversation, which may be this one: a list with a duplicate must not transfer it twice. */
function findFirst(
	{ streamId, botSessionId }: AssignParameters,
	index: number,
	firstWith: Map<string, number>,
): number {
	const conversation = `${streamId} ${botSessionId}`;
	const first = firstWith.get(conversation) ?? index;
	firstWith.set(conversation, first);
	return first;
}

const twice = ({ botSessionId }: AssignParameters, first: number) =>
	new UserError(`'Bot Session ID' is the same as that of item ${first}: ${botSessionId}`, {
		description:
			'A conversation is assigned once in a run, so nothing was sent for this item. Put a Remove Duplicates node before this one, or check which of the two items is right.',
	});
