import { randomUUID } from 'node:crypto';
import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { describeAnswer } from '../../shared/answerFailure';
import { signCallbackUrl, type RequestFacts } from '../../shared/callbackToken';
import {
	callbackKey,
	CREDENTIAL_NAME,
	koreOrigin,
	readCredential,
	requestToken,
	type KoreCredential,
} from '../../shared/credential';
import type { SigningKey } from '../../shared/jwt';
import { RateLimiter } from '../../shared/rateLimit';
import { requestResult, type TransferResult } from '../../shared/transferResult';
import { requestKore, withAccount, type KoreRequest } from '../../shared/transport';
import { readAssignParameters, type AssignParameters } from './assignParameters';
import { invalidItem, refusedItem, type FailedItem } from './failedItem';
import { sendItems } from './sendItems';

/** What all items of a run share. */
interface Run {
	context: IExecuteFunctions;
	/** n8n's data, for the credential's `authenticate`. */
	data: ICredentialDataDecryptedObject;
	credential: KoreCredential;
	origin: string;
	key: SigningKey | undefined;
	limiter: RateLimiter;
}

interface RunOptions {
	concurrency?: number;
	requestsPerMinute?: number;
	rateLimitWait?: number;
}

/** Assigns the conversation of each item. Output: one TransferResult an item, in the items' order. */
export async function assign(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const count = this.getInputData().length;
	if (count === 0) return [[]];
	const options = this.getNodeParameter('options', 0, {}) as RunOptions;
	const signal = this.getExecutionCancelSignal();
	const run = await startRun(this, options, signal);
	const requests = Array.from({ length: count }, (_, index) => readItem(run, index));
	const results = await sendItems(this, requests, {
		concurrency: Math.max(1, options.concurrency ?? 10),
		signal,
		send: async (request, index) => await sendItem(run, request, index),
	});
	return [results];
}

async function startRun(
	context: IExecuteFunctions,
	options: RunOptions,
	signal: AbortSignal | undefined,
): Promise<Run> {
	const data = await context.getCredentials(CREDENTIAL_NAME);
	try {
		const credential = readCredential(data);
		// Signed only to see, before anything is sent, that the key can sign.
		requestToken(credential);
		return {
			context,
			data,
			credential,
			origin: koreOrigin(credential.host),
			key: callbackKey(credential),
			limiter: new RateLimiter({
				requestsPerMinute: options.requestsPerMinute ?? 60,
				maxWaitSeconds: options.rateLimitWait ?? 300,
				signal,
			}),
		};
	} catch (error) {
		const { message, description } = error as NodeOperationError;
		throw new NodeOperationError(context.getNode(), message, {
			description: description ?? undefined,
		});
	}
}

function readItem(run: Run, index: number): AssignParameters | FailedItem {
	try {
		const request = readAssignParameters(run.context, index, run.credential);
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

/** Sends one item. Only a 429 is sent again, as Kore accepted nothing then; undefined if cancelled before sending. */
async function sendItem(
	run: Run,
	request: AssignParameters,
	index: number,
): Promise<TransferResult | FailedItem | undefined> {
	const facts = requestFacts(run.context, request);
	const post: KoreRequest = {
		method: 'POST',
		origin: run.origin,
		path: [request.streamId, 'assign-conversation'],
		body: assignBody(request, facts, run.key),
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

function requestFacts(context: IExecuteFunctions, request: AssignParameters): RequestFacts {
	return {
		requestId: randomUUID(),
		botSessionId: request.botSessionId,
		target: request.target,
		requestedAt: Date.now(),
		executionId: context.getExecutionId(),
		workflowId: context.getWorkflow().id ?? '',
		correlation: request.correlation,
	};
}

/** The body exactly as Kore's page shows it, fields in its order, for an agent or for a queue. */
function assignBody(
	{ callbackUrl, signCallback, orgId, target, botSessionId }: AssignParameters,
	facts: RequestFacts,
	key: SigningKey | undefined,
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
