import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import {
	callbackKey,
	CREDENTIAL_NAME,
	koreOrigin,
	readCredential,
	requestToken,
	type KoreCredential,
} from '../../shared/credential';
import type { SigningKey } from '../../shared/jwt';
import { RateLimiter, type CallHistory } from '../../shared/rateLimit';
import { credentialFor, type CredentialFor } from '../../shared/transport';
import { EarlierTries } from './earlierTries';
import { createParameterReader, type ReadParameter } from './parameterReader';

/** What all items of a run share. */
export interface Run {
	context: IExecuteFunctions;
	executionId: string;
	workflowId: string;
	read: ReadParameter;
	credential: KoreCredential;
	credentialFor: CredentialFor;
	origin: string;
	key: SigningKey | undefined;
	concurrency: number;
	limiter: RateLimiter;
	signal: AbortSignal | undefined;
	/** Where this execution can be resumed; undefined if the node does not wait for the transfer result. */
	resumeUrl: string | undefined;
	tries: EarlierTries;
}

/** Reads and checks what all items share. Throws a NodeOperationError that names the field of the credential. */
export async function startRun(
	context: IExecuteFunctions,
	resumeUrl: string | undefined,
): Promise<Run> {
	const data = await context.getCredentials(CREDENTIAL_NAME);
	// One by one: an expression that fails in another option is the error of its item, not of the run.
	const option = (name: string, fallback: number) =>
		context.getNodeParameter(`options.${name}`, 0, fallback) as number;
	const signal = context.getExecutionCancelSignal();
	try {
		const credential = readCredential(data);
		// Signed only to see, before anything is sent, that the key can sign.
		requestToken(credential);
		return {
			context,
			executionId: context.getExecutionId(),
			workflowId: context.getWorkflow().id ?? '',
			read: createParameterReader(context),
			credential,
			credentialFor: credentialFor(context, data),
			origin: koreOrigin(credential.host),
			key: callbackKey(credential),
			concurrency: Math.max(1, option('concurrency', 10)),
			limiter: new RateLimiter({
				requestsPerMinute: option('requestsPerMinute', 60),
				maxWaitSeconds: option('rateLimitWait', 300),
				history: callHistory(context),
				signal,
			}),
			signal,
			resumeUrl,
			tries: new EarlierTries(context),
		};
	} catch (error) {
		const { message, description } = error as NodeOperationError;
		throw new NodeOperationError(context.getNode(), message, {
			description: description ?? undefined,
		});
	}
}

/** Of every node of an execution; n8n's context object of the node is the same one in all its tries and turns of a loop. */
const histories = new WeakMap<object, CallHistory>();

function callHistory(context: IExecuteFunctions): CallHistory {
	const node = context.getContext('node');
	const history = histories.get(node) ?? [];
	histories.set(node, history);
	return history;
}
