import {
	sleep,
	type IExecuteFunctions,
	type INodeExecutionData,
	type NodeOperationError,
} from 'n8n-workflow';

import type { TransferResult } from '../../shared/transferResult';
import { readAssignParameters, type AssignParameters } from './assignParameters';
import { assertOneItem, readWaitLimit, resumeUrl, waitForResult } from './awaitResult';
import { invalidItem, type FailedItem } from './failedItem';
import { startRun, type Run } from './run';
import { findEarlier, sendItem } from './sendItem';
import { sendItems } from './sendItems';

/** Resolving an item's expressions takes a millisecond or two; after so many, the rest of n8n gets a turn. */
const ITEMS_IN_ONE_GO = 100;

/**
 * Assigns the conversation of each item. Output: one TransferResult an item, in the items' order; with `continueWhen`
 * `result`, for the one item it takes, as soon as the callback has come or the limit has passed.
 */
export async function assign(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = this.getInputData().length;
	if (count === 0) return [[]];
	if (this.getNodeParameter('continueWhen', 0, 'accepted') !== 'result') {
		return [await sendAll(await startRun(this, undefined), count)];
	}

	assertOneItem(this, count);
	const limitMs = readWaitLimit(this);
	const [item] = await sendAll(await startRun(this, resumeUrl(this)), count);
	const result = item?.json as unknown as TransferResult | undefined;
	// Not accepted, or Kore's answer to the request was the result already: nothing to wait for.
	if (result?.outcome !== 'accepted') return [item ? [item] : []];
	return await waitForResult(this, result, limitMs);
}

async function sendAll(run: Run, count: number): Promise<INodeExecutionData[]> {
	const output = await sendItems(run.context, await readItems(run, count), {
		concurrency: run.concurrency,
		signal: run.signal,
		halt: () => run.halt.abort(),
		findEarlier: (request, index) => findEarlier(run, request, index),
		send: async (request, index) => await sendItem(run, request, index),
	});
	// n8n tries again also if the node goes on and the first item has failed.
	if (!run.context.getNode().retryOnFail || !output[0]?.json.error) run.tries.forget();
	return output;
}

async function readItems(run: Run, count: number): Promise<Array<AssignParameters | FailedItem>> {
	const requests = [];
	for (let index = 0; index < count; index++) {
		if (index % ITEMS_IN_ONE_GO === ITEMS_IN_ONE_GO - 1) await sleep(0);
		requests.push(readItem(run, index));
	}
	return requests;
}

function readItem(run: Run, index: number): AssignParameters | FailedItem {
	try {
		const request = readAssignParameters(run.read, index, run.credential, run.resumeUrl);
		if (request.signCallback && !run.key) {
			return invalidItem(run.context, index, {
				message: "The callback URL cannot be signed: 'Callback Secret' in the credential is empty",
				description:
					"A pasted JWT Token gives no key to sign with. Open the credential and enter a long random text in 'Callback Secret', or turn off 'Sign Callback' under Options if the receiver is not a Kore AgentAssist Trigger.",
			});
		}
		return request;
	} catch (error) {
		return invalidItem(run.context, index, error as NodeOperationError);
	}
}
