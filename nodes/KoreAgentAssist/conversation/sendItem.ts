import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { describeAnswer } from '../../shared/answerFailure';
import { signCallbackUrl, type RequestFacts } from '../../shared/callbackToken';
import { requestResult, type TransferResult } from '../../shared/transferResult';
import { requestKore, type KoreRequest } from '../../shared/transport';
import type { AssignParameters } from './assignParameters';
import type { Settled } from './earlierTries';
import { refusedItem, type FailedItem } from './failedItem';
import type { Run } from './run';
import type { ItemResult } from './sendItems';

/** What an earlier try of the same run has sent; undefined if it has not. */
export function findEarlier(run: Run, request: AssignParameters, index: number): ItemResult {
	const earlier = run.tries.find(index, request);
	return earlier && toOutcome(run, index, earlier);
}

/** Sends one item. Undefined if the run was stopped before. */
export async function sendItem(
	run: Run,
	request: AssignParameters,
	index: number,
): Promise<ItemResult> {
	const facts = requestFacts(run, request);
	const answered = await send(run, request, facts);
	if (!answered) return undefined;
	const isSettled = 'result' in answered || answered.failure.maybeAccepted;
	if (isSettled) run.tries.remember(index, request, answered);
	return toOutcome(run, index, answered);
}

function toOutcome(run: Run, index: number, settled: Settled): TransferResult | FailedItem {
	if ('result' in settled) return settled.result;
	const { facts, failure } = settled;
	return refusedItem(run.context, index, facts, failure, run.limiter.waitedSeconds);
}

/** Only a 429 is sent again, as Kore accepted nothing then. */
async function send(
	run: Run,
	request: AssignParameters,
	facts: RequestFacts,
): Promise<Settled | undefined> {
	const post: KoreRequest = {
		method: 'POST',
		origin: run.origin,
		path: [request.streamId, 'assign-conversation'],
		timeoutMs: request.timeoutMs,
	};
	const credential = run.credentialFor(request.accountId);
	for (;;) {
		const outcome = await run.limiter.run(async () => {
			facts.requestedAt = Date.now();
			const body = assignBody(run, request, facts);
			return await requestKore(run.context, credential, { ...post, body });
		});
		if (!outcome) return undefined;
		if ('failure' in outcome) return { facts, failure: outcome.failure };
		const { answer } = outcome;
		if (answer.statusCode === 429 && run.limiter.pause(answer.retryAfterSeconds)) continue;
		const failure = describeAnswer(answer, 'Routing');
		return failure ? { facts, failure } : { result: requestResult(facts, answer.body) };
	}
}

function requestFacts(run: Run, request: AssignParameters): RequestFacts {
	const { executionId, workflowId, resumeUrl } = run;
	const throughTrigger = resumeUrl !== undefined && request.callbackUrl !== resumeUrl;
	return {
		requestId: randomUUID(),
		botSessionId: request.botSessionId,
		target: request.target,
		requestedAt: Date.now(),
		executionId,
		workflowId,
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
