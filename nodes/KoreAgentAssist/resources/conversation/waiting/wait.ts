import {
	WAIT_INDEFINITELY,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type IWebhookDescription,
	type IWebhookFunctions,
	type NodeOperationError,
} from 'n8n-workflow';

import type { TransferResult } from '../../../../shared/callback/transferResult';
import { describeFound } from '../../../../shared/foundValue';
import { operationError } from '../../../../shared/nodeError';
import { toNumber } from '../../../run/values';

const UNIT_MS: Record<string, number> = {
	minutes: 60_000,
	hours: 60 * 60_000,
	days: 24 * 60 * 60_000,
};

/** The callback of a waiting execution: n8n registers it under the node's ID for as long as the execution waits. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// Without it n8n answers with the literal text `firstEntryJson`.
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	},
];

/** How an execution is to wait for the result of a transfer. */
export interface WaitPlan {
	/** Where this execution can be resumed. */
	resumeUrl: string;
	limitMs: number;
}

/** Throws a NodeOperationError for a limit that is none, or that n8n cannot keep. */
export function planWait(context: IExecuteFunctions): WaitPlan {
	const limitMs = readWaitLimit(context);
	return { resumeUrl: resumeUrl(context), limitMs };
}

/**
 * The address that resumes this execution, with n8n's own token in it. n8n wants the node's ID as the last segment of
 * the path, as that is the webhook's path.
 */
function resumeUrl(context: IExecuteFunctions): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(context.getNode().id)}`;
	return url.href;
}

function readWaitLimit(context: IExecuteFunctions): number {
	const limit = context.getNodeParameter('waitLimit', 0, 10) as unknown;
	const unit = context.getNodeParameter('waitUnit', 0, 'minutes') as string;
	const milliseconds = toNumber(limit) * (UNIT_MS[unit] ?? NaN);
	if (milliseconds > 0 && Date.now() + milliseconds < WAIT_INDEFINITELY.getTime())
		return milliseconds;
	throw operationError(context.getNode(), {
		message: `'Wait At Most' is ${describeFound(limit)} ${unit}`,
		description:
			milliseconds > 0
				? 'n8n cannot keep an execution waiting for so long. Enter a shorter time. Nothing was sent.'
				: "Enter a number above 0, and 'Minutes', 'Hours' or 'Days'. Nothing was sent.",
	});
}

/** Throws a NodeOperationError unless there is just one item: an execution waits, and is resumed, as a whole. */
export function assertOneItem(context: IExecuteFunctions, count: number): void {
	if (count === 1) return;
	throw operationError(context.getNode(), {
		message: `With 'Continue' set to 'When the Transfer Has Ended', the node takes one item at a time, and ${count} came`,
		description:
			"Put a Loop Over Items node with batch size 1 before this node, or set 'Continue' to 'When Kore Has Accepted' and take the results with a Kore AgentAssist Trigger. Nothing was sent.",
	});
}

/** A model would be told that all is over while the execution waits, or the agent's execution would stand. */
export const toolCannotWait = (context: IExecuteFunctions): NodeOperationError =>
	operationError(context.getNode(), {
		message: 'A tool cannot wait until the transfer has ended',
		description:
			"Nothing was sent. Set 'Continue' of this tool to 'When Kore Has Accepted', and take the result with a Kore AgentAssist Trigger in a workflow of its own.",
	});

/**
 * Puts the execution to wait. If the limit passes, n8n hands on the node's input, as it was saved: so that input is replaced.
 * Not in `getInputData()`, which is a copy where the node's setting 'Execute Once' is on, and else belongs to the node before.
 */
export async function waitForResult(
	context: IExecuteFunctions,
	result: TransferResult,
	limitMs: number,
): Promise<INodeExecutionData[][]> {
	const timedOut: INodeExecutionData = {
		json: { ...result, outcome: 'timedOut' } as unknown as IDataObject,
		pairedItem: { item: 0 },
	};
	context.getExecuteData().data.main[0] = [timedOut];
	await context.putExecutionToWait(new Date(Date.now() + limitMs));
	return [[timedOut]];
}

/** The request of the present turn: what `waitForResult` has put in place of the input. Undefined if n8n cannot tell now. */
export function awaitedRequest(context: IWebhookFunctions): unknown {
	try {
		return context.evaluateExpression('{{ $json.requestId }}');
	} catch {
		return undefined;
	}
}
