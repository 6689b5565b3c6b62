import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import { isTool } from '../../../run/tool';
import type { Settled } from './earlierTries';

type Entries = Record<string, Settled>;

/** What is saved with an execution for one of its nodes. */
export interface NodeMemory {
	/** Set with the first run of the node in an execution: so it is missing only if n8n did not get to save that run. */
	hasRun?: true;
	/** Set if a run broke off without being saved. */
	brokeOff?: true;
	/** The same in an execution and in each Retry of it. */
	lineage?: string;
	/** By turn of a loop. */
	[turn: `assign${string}`]: Entries | undefined;
}

export const memoryOf = (context: IExecuteFunctions) => context.getContext('node') as NodeMemory;

/** To be called before anything that may fail: a run that failed before it had sent anything must not count as one that was lost. */
export function noteRun(context: IExecuteFunctions): void {
	const memory = memoryOf(context);
	if (!memory.hasRun && isRetryOfLostRun(context)) memory.brokeOff = true;
	memory.hasRun = true;
	memory.lineage ??= randomUUID();
}

/** Not in a tool, which n8n gives nothing by which tries could be told apart. */
export const isRetry = (context: IExecuteFunctions): boolean =>
	context.getMode() === 'retry' && !isTool(context);

/**
 * Whether this is a Retry of an execution that was killed while the node ran. n8n notes then from its event log that the node
 * was started (execution-recovery.service.js), and has saved nothing of what it did. Of a tool n8n notes its input before each call,
 * so that it seems to have been started always: there a Retry sends again (docs/operating.md).
 */
function isRetryOfLostRun(context: IExecuteFunctions): boolean {
	if (!isRetry(context)) return false;
	// Without an expression, which a name with braces in it would end.
	const { $: nodeOf } = context.getWorkflowDataProxy(0) as {
		$: (name: string) => { isExecuted: unknown };
	};
	return nodeOf(context.getNode().name).isExecuted === true;
}
