import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { describeAnswer, describeErrorBody } from '../../../../shared/kore/failures/answerFailure';
import { signCallbackUrl, type RequestFacts } from '../../../../shared/callback/token';
import type { Failure } from '../../../../shared/kore/failures/failure';
import { redactTokens } from '../../../../shared/redact';
import { requestResult, type TransferResult } from '../../../../shared/callback/transferResult';
import { requestKore, type KoreRequest } from '../../../../shared/kore/transport';
import { assignCall } from './request';
import type { AssignParameters } from './parameters';
import type { Sent, Settled } from './earlierTries';
import { invalidItem, refusedItem, type FailedItem } from '../../../run/failedItem';
import type { Run } from '../../../run/openRun';
import type { ItemResult } from '../../../run/inOrder';
import { isTool } from './tool';

/** What an earlier try of the same run has sent; undefined if it has not. */
export function findEarlier(run: Run, request: AssignParameters, index: number): ItemResult {
	const earlier = run.tries.find(request);
	return earlier && toOutcome(run, request, index, earlier);
}

/** Sends one item. Undefined if the run was stopped before. */
export async function sendItem(
	run: Run,
	request: AssignParameters,
	index: number,
): Promise<ItemResult> {
	const settled = await run.tries.settle(request, async () => await sendSafely(run, request));
	return settled && toOutcome(run, request, index, settled);
}

/** A model that calls the tool again for another target must not take the first answer for an answer to this. */
const assignedOtherwise = (run: Run, { botSessionId, target }: Sent, index: number): FailedItem =>
	invalidItem(run.context, index, {
		message: `Conversation ${botSessionId} was sent to ${target.assignTo} ${target.id} before, in this execution`,
		description:
			'A tool assigns each conversation once. Nothing was sent now: Kore has accepted the first request, or may have.',
	});

function toOutcome(
	run: Run,
	{ target }: AssignParameters,
	index: number,
	settled: Settled,
): TransferResult | FailedItem {
	if (isTool(run.context) && settled.sent.target.id !== target.id) {
		return assignedOtherwise(run, settled.sent, index);
	}
	if ('result' in settled) return settled.result;
	const { sent, failure } = settled;
	return refusedItem(run.context, index, sent, failure, run.limiter.waitedSeconds);
}

/** Never rejects: the other items that are on their way are to be awaited, and what was sent to be remembered. */
async function sendSafely(run: Run, request: AssignParameters): Promise<Settled | undefined> {
	const { botSessionId, target } = request;
	const sent = { requestId: randomUUID(), botSessionId, target };
	try {
		return await send(run, request, sent);
	} catch (error) {
		const failure: Failure = {
			cause: 'network',
			message: 'The request ended in a way that the node does not know',
			description: `(${redactTokens((error as Error).message)}) Please report this.`,
			httpCode: null,
			maybeAccepted: true,
			response: null,
		};
		return { sent, failure };
	}
}

/** Only a 429 is sent again, as Kore accepted nothing then. */
async function send(
	run: Run,
	request: AssignParameters,
	sent: Sent & { requestId: string },
): Promise<Settled | undefined> {
	const call = assignCall(run.credential.authentication === 'jwtApp');
	const post: KoreRequest = {
		method: 'POST',
		origin: run.origin,
		path: [request.streamId, 'assign-conversation'],
		timeoutMs: request.timeoutMs,
		call,
	};
	const credential = run.credentialFor(request.accountId);
	for (;;) {
		const sending = await run.limiter.run(async () => {
			const facts = requestFacts(run, request, sent.requestId);
			const body = assignBody(run, request, facts);
			return { facts, outcome: await requestKore(run.context, credential, { ...post, body }) };
		});
		if (!sending) return undefined;
		const { facts, outcome } = sending;
		if ('failure' in outcome) return { sent, failure: outcome.failure };
		const { answer } = outcome;
		if (answer.statusCode === 429 && run.limiter.pause(answer.retryAfterSeconds)) continue;
		const failure = describeAnswer(answer, call);
		if (failure) return { sent, failure };
		const result = requestResult(facts, answer.body);
		return result ? { sent, result } : { sent, failure: describeErrorBody(answer, call) };
	}
}

/** Made anew for each sending, as the request may have waited. */
function requestFacts(run: Run, request: AssignParameters, requestId: string): RequestFacts {
	const { executionId, workflowId } = run;
	const requestedAt = Date.now();
	return {
		requestId,
		botSessionId: request.botSessionId,
		target: request.target,
		requestedAt,
		executionId,
		workflowId,
		correlation: request.correlation,
		...(run.wait && { wait: waitFacts(run.wait, request, requestedAt) }),
	};
}

function waitFacts(
	{ resumeUrl, limitMs }: NonNullable<Run['wait']>,
	{ callbackUrl, timeoutMs }: AssignParameters,
	requestedAt: number,
) {
	const answeredBy = requestedAt + timeoutMs;
	const throughTrigger = callbackUrl !== resumeUrl;
	return {
		answeredBy,
		// The limit counts from Kore's answer, so it cannot pass before.
		until: Math.floor(requestedAt + limitMs),
		...(throughTrigger && { resumeUrl }),
	};
}

/** The body exactly as Kore's page shows it, fields in its order, for an agent or for a queue. */
function assignBody(
	{ keys }: Run,
	{ callbackUrl, signCallback, orgId, target, botSessionId }: AssignParameters,
	facts: RequestFacts,
): IDataObject {
	return {
		callbackUrl: signCallback && keys ? signCallbackUrl(callbackUrl, facts, keys) : callbackUrl,
		orgId,
		...(target.assignTo === 'agent'
			? { aId: target.id }
			: { transferredType: 'QUEUE', queueId: target.id }),
		botSessionId,
	};
}
