import type { IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../../shared/nodeError';
import type { Run } from '../../../run/openRun';

/**
 * Throws a NodeOperationError if the workflow's own time-out is sure to come before `count` requests are sent: n8n would stop the
 * node in the middle, and save nothing of its output.
 */
export function assertInTime({ context, requestsPerMinute }: Run, count: number): void {
	const seconds = leastSeconds(count, requestsPerMinute);
	const timeout = readTimeoutSeconds(context);
	if (seconds < timeout) return;
	const longEnough = describeSeconds(seconds + 60);
	throw operationError(context.getNode(), {
		message: `${count} items take at least ${describeSeconds(seconds)}, and 'Timeout Workflow' stops this workflow after ${describeSeconds(timeout)}`,
		description: `The node sends ${requestsPerMinute} requests a minute, and n8n would stop it in the middle, without a result of any item. Set 'Timeout Workflow' in the settings of the workflow to ${longEnough} or more, or send no more than ${mostItems(timeout, requestsPerMinute)} items in one execution. No transfer was requested.`,
	});
}

/** Says at the node's output that a run has come near the workflow's time-out, before a longer list of items meets it. */
export function hintAtTimeout({ context, requestsPerMinute }: Run, count: number): void {
	const seconds = leastSeconds(count, requestsPerMinute);
	const timeout = readTimeoutSeconds(context);
	if (seconds * 2 < timeout) return;
	context.addExecutionHints({
		message: `At ${requestsPerMinute} requests a minute these ${count} items take at least ${describeSeconds(seconds)} of the ${describeSeconds(timeout)} after which 'Timeout Workflow' stops this workflow. Of more than ${mostItems(timeout, requestsPerMinute)} items none is sent.`,
		type: 'warning',
		location: 'outputPane',
	});
}

/** What the node's own limit of requests a minute costs at least: its windows begin with the first request. */
const leastSeconds = (count: number, perMinute: number): number =>
	perMinute > 0 ? Math.floor((count - 1) / Math.ceil(perMinute)) * 60 : 0;

const mostItems = (timeoutSeconds: number, perMinute: number): number =>
	Math.ceil(timeoutSeconds / 60) * Math.ceil(perMinute);

/** Infinity without one. The default that n8n's administrator may have set (EXECUTIONS_TIMEOUT) is not shown to nodes. */
function readTimeoutSeconds(context: IExecuteFunctions): number {
	const { executionTimeout = -1 } = context.getWorkflowSettings();
	return executionTimeout > 0 ? executionTimeout : Infinity;
}

function describeSeconds(seconds: number): string {
	if (seconds % 60 !== 0) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
	return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`;
}
