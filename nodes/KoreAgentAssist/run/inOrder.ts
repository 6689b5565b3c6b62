import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { TransferResult } from '../../shared/callback/transferResult';
import type { AssignParameters } from '../resources/conversation/assign/parameters';
import { isFailedItem, type FailedItem } from './failedItem';

export type ItemResult = TransferResult | FailedItem | undefined;

interface SendOptions {
	/** Whether the node goes on at a failed item. */
	goesOn: boolean;
	concurrency: number;
	signal: AbortSignal | undefined;
	/** Called at the failed item at which the node is to stop. */
	halt: () => void;
	/** What an earlier try of this run has sent. */
	findEarlier: (request: AssignParameters, itemIndex: number) => ItemResult;
	/** Undefined if the execution was cancelled, or `halt` called, before the item was sent. */
	send: (request: AssignParameters, itemIndex: number) => Promise<ItemResult>;
}

/**
 * Sends the checked requests, `concurrency` at a time, and returns the output in the items' order. If the node is to stop
 * at a failed item, an invalid item stops it before anything is sent; a refused one stops new requests, those on their
 * way are awaited, and the thrown error says how many Kore accepted.
 */
export async function sendItems(
	context: IExecuteFunctions,
	requests: Array<AssignParameters | FailedItem>,
	{ goesOn, concurrency, signal, halt, findEarlier, send }: SendOptions,
): Promise<INodeExecutionData[]> {
	const results: ItemResult[] = requests.map((request, index) =>
		isFailedItem(request) ? undefined : findEarlier(request, index),
	);
	const invalid = requests.find(isFailedItem);
	if (invalid && !goesOn) throw withProgress(invalid, results, requests.length);

	let next = 0;
	let failed = results.find(isFailedItem);
	const sendNext = async () => {
		while (next < requests.length && !signal?.aborted && (goesOn || !failed)) {
			const index = next++;
			if (results[index]) continue;
			const request = requests[index];
			const result = isFailedItem(request) ? request : await send(request, index);
			results[index] = result;
			if (!isFailedItem(result)) continue;
			failed ??= result;
			if (!goesOn) halt();
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, requests.length) }, sendNext));

	// Else it is n8n's next try of a run that was stopped.
	if (signal?.aborted && next > 0) logProgress(context, results, requests.length);
	if (failed && !goesOn) throw withProgress(failed, results, requests.length);
	return requests
		.map((_, index) => toOutput(results[index], index))
		.filter((item) => item !== undefined);
}

function toOutput(result: ItemResult, item: number): INodeExecutionData | undefined {
	if (!result || isFailedItem(result)) return result?.output;
	return { json: result as unknown as IDataObject, pairedItem: { item } };
}

/** The error, with what became of the other items, so that a person can go on from there. */
function withProgress({ error }: FailedItem, results: ItemResult[], count: number) {
	if (count === 1) return error;
	// As n8n writes it in the messages of its expressions; the editor shows the index only in the details.
	error.message = `${error.message} [item ${error.context.itemIndex as number}]`;
	error.description = `${error.description ?? ''} ${progressOf(results, count)}`.trim();
	return error;
}

/** n8n saves neither the output nor the error of a node that is cancelled, so its log is the only place. */
function logProgress(context: IExecuteFunctions, results: ItemResult[], count: number): void {
	const execution = `Execution ${context.getExecutionId()} was stopped in node "${context.getNode().name}"`;
	context.logger.warn(`${execution}. ${progressOf(results, count)}`);
}

function progressOf(results: ItemResult[], count: number): string {
	const failed = results.filter(isFailedItem);
	const accepted = results.filter(Boolean).length - failed.length;
	const unknown = failed.filter(({ maybeAccepted }) => maybeAccepted).length;
	const firstNotSent = results.findIndex((result) => !result);
	const progress =
		accepted === 0 ? 'Kore accepted none of the' : `Kore accepted ${accepted} of the`;
	const maybe = unknown === 0 ? '' : `, and may have accepted ${unknown} more`;
	const rest = firstNotSent < 0 ? '' : `; the first item that was not sent is item ${firstNotSent}`;
	return `${progress} ${count} items${maybe}${rest}.`;
}
