import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { atOnce } from './atOnce';
import { isFailedItem, type FailedItem } from './failedItem';
import type { Run } from './openRun';

/** What became of an item; undefined if it was not sent. */
export type Outcome<Result> = Result | FailedItem | undefined;

/** How far a run has come. */
export interface Progress {
	count: number;
	done: number;
	/** Failed, and nobody knows whether Kore has done it. */
	unsure: number;
	/** Index of the first item that was not sent; undefined if there is none. */
	firstNotSent: number | undefined;
}

interface Work<Request, Result> {
	/** Whether the node goes on at a failed item. */
	goesOn: boolean;
	/** What was done before, and is not to be done again. */
	findEarlier: (request: Request, itemIndex: number) => Outcome<Result>;
	/** Undefined if the execution was cancelled, or the run halted, before the item was sent. Never rejects. */
	send: (request: Request, itemIndex: number) => Promise<Outcome<Result>>;
	/** Finds out more about a failed item when nothing is sent any more; takes its place. Never rejects. */
	lookInto?: (failed: FailedItem, request: Request, itemIndex: number) => Promise<FailedItem>;
	/** The progress as a sentence for people. */
	tell: (progress: Progress) => string;
}

/**
 * Sends the checked requests, `concurrency` at a time, and returns the output in the items' order; a result is the JSON of one
 * item, or a list of them. If the node is to stop at a failed item, an invalid item stops it before anything is sent; a refused
 * one stops new requests, those on their way are awaited, and the thrown error tells the progress.
 */
export async function inOrder<Request extends object, Result extends object>(
	{ context, concurrency, signal, halt }: Run,
	requests: Array<Request | FailedItem>,
	{ goesOn, findEarlier, send, lookInto, tell }: Work<Request, Result>,
): Promise<INodeExecutionData[]> {
	const results: Array<Outcome<Result>> = requests.map((request, index) =>
		isFailedItem(request) ? undefined : findEarlier(request, index),
	);
	const progress = () => tell(progressOf(results));
	const invalid = requests.find(isFailedItem);
	if (invalid && !goesOn) throw withProgress(invalid, requests.length, progress());

	let next = 0;
	/** Of the first one to fail, which is not always the first in the order. */
	let failedAt = results.findIndex(isFailedItem);
	const sendNext = async () => {
		while (next < requests.length && !signal?.aborted && (goesOn || failedAt < 0)) {
			const index = next++;
			if (results[index]) continue;
			const request = requests[index];
			const result = isFailedItem(request) ? request : await send(request, index);
			results[index] = result;
			if (!isFailedItem(result)) continue;
			if (failedAt < 0) failedAt = index;
			if (!goesOn) halt.abort();
		}
	};
	await atOnce(concurrency, requests.length, sendNext);

	if (lookInto) {
		// Only what somebody gets to see.
		const isShown = (index: number) => goesOn || index === failedAt;
		await replaceFailed(results, concurrency, isShown, async (failed, index) => {
			const request = requests[index];
			return isFailedItem(request) ? failed : await lookInto(failed, request, index);
		});
	}

	// Else it is n8n's next try of a run that was stopped.
	if (signal?.aborted && next > 0) logProgress(context, progress());
	const failed = results[failedAt];
	if (isFailedItem(failed) && !goesOn) throw withProgress(failed, requests.length, progress());
	return results.flatMap(toOutput);
}

/** Puts what `replace` finds out in place of the failed items that are shown, `concurrency` at a time. */
async function replaceFailed(
	results: Array<Outcome<object>>,
	concurrency: number,
	isShown: (index: number) => boolean,
	replace: (failed: FailedItem, index: number) => Promise<FailedItem>,
): Promise<void> {
	const failures = [...results.keys()].filter((at) => isShown(at) && isFailedItem(results[at]));
	await atOnce(concurrency, failures.length, async () => {
		for (let index = failures.shift(); index !== undefined; index = failures.shift()) {
			const failed = results[index];
			if (isFailedItem(failed)) results[index] = await replace(failed, index);
		}
	});
}

function toOutput(result: Outcome<object>, item: number): INodeExecutionData[] {
	if (!result) return [];
	if (isFailedItem(result)) return [result.output];
	return [result].flat().map((json) => ({ json: json as IDataObject, pairedItem: { item } }));
}

function progressOf(results: Array<Outcome<object>>): Progress {
	const failed = results.filter(isFailedItem);
	const firstNotSent = results.findIndex((result) => !result);
	return {
		count: results.length,
		done: results.filter(Boolean).length - failed.length,
		unsure: failed.filter(({ maybeAccepted }) => maybeAccepted).length,
		firstNotSent: firstNotSent < 0 ? undefined : firstNotSent,
	};
}

/** The error, with what became of the other items, so that a person can go on from there. */
function withProgress({ error }: FailedItem, count: number, progress: string) {
	if (count === 1) return error;
	// As n8n writes it in the messages of its expressions; the editor shows the index only in the details.
	error.message = `${error.message} [item ${error.context.itemIndex as number}]`;
	error.description = `${error.description ?? ''} ${progress}`.trim();
	return error;
}

/** n8n saves neither the output nor the error of a node that is cancelled, so its log is the only place. */
function logProgress(context: IExecuteFunctions, progress: string): void {
	const execution = `Execution ${context.getExecutionId()} was stopped in node "${context.getNode().name}"`;
	context.logger.warn(`${execution}. ${progress}`);
}
