import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { describeAnswer } from '../../shared/answerFailure';
import { signCallbackUrl, type RequestFacts } from '../../shared/callbackToken';
import { requestResult, type TransferResult } from '../../shared/transferResult';
import { requestKore, withAccount, type KoreRequest } from '../../shared/transport';
import type { AssignParameters } from './assignParameters';
import { refusedItem, type FailedItem } from './failedItem';
import type { Run } from './run';

/** Sends one item. Only a 429 is sent again, as Kore accepted nothing then; undefined if cancelled before sending. */
export async function sendItem(
	run: Run,
	request: AssignParameters,
	index: number,
): Promise<TransferResult | FailedItem | undefined> {
	const facts = requestFacts(run, request);
	const post: KoreRequest = {
		method: 'POST',
		origin: run.origin,
		path: [request.streamId, 'assign-conversation'],
		body: assignBody(run, request, facts),
		timeoutMs: request.timeoutMs,
	};
	const credential = withAccount(run.context, run.data, request.accountId);
	for (;;) {
		const outcome = await run.limiter.run(
			async () => await requestKore(run.context, credential, post),
		);
		if (!outcome) return undefined;
		if ('failure' in outcome) return refusedItem(run.context, index, facts, outcome.failure);
		const { answer } = outcome;
		if (answer.statusCode === 429 && run.limiter.pause(answer.retryAfterSeconds)) continue;
		const failure = describeAnswer(answer, 'Routing');
		if (!failure) return requestResult(facts, answer.body);
		return refusedItem(run.context, index, facts, failure, run.limiter.waitedSeconds);
	}
}

function requestFacts({ context, resumeUrl }: Run, request: AssignParameters): RequestFacts {
	const throughTrigger = resumeUrl !== undefined && request.callbackUrl !== resumeUrl;
	return {
		requestId: randomUUID(),
		botSessionId: request.botSessionId,
		target: request.target,
		requestedAt: Date.now(),
		executionId: context.getExecutionId(),
		workflowId: context.getWorkflow().id ?? '',
		correlation: request.correlation,
		...(throughTrigger && { resumeUrl }),
	};
}

/** The body exactly as Kore's page shows it, fields in its order, for an agent or for a queue. */
function assignBody(
	{ key }: Run,
	{ callbackUrl, signCallback, orgId, target, botSessionId }: AssignParameters,
	facts: RequestFacts,
): IDataObject {
	return {
		callbackUrl: signCallback && key ? signCallbackUrl(callbackUrl, facts, key) : callbackUrl,
		orgId,
		...(target.assignTo === 'agent'
			? { aId: target.id }
			: { transferredType: 'QUEUE', queueId: target.id }),
		botSessionId,
	};
}
