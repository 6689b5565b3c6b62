import { NodeOperationError, UserError, type IExecuteFunctions } from 'n8n-workflow';

import {
	callbackKeys,
	CREDENTIAL_NAME,
	koreOrigin,
	readCredential,
	requestToken,
	type CallbackKeys,
	type KoreCredential,
} from '../../shared/credential/credential';
import { RateLimiter, type CallHistory } from '../../shared/kore/rateLimit';
import { credentialFor, type CredentialFor } from '../../shared/kore/transport';
import { describeFound } from '../resources/conversation/assign/parameters';
import { EarlierTries } from '../resources/conversation/assign/earlierTries';
import type { Problem } from './failedItem';
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
	keys: CallbackKeys | undefined;
	/** Why callback URLs cannot be signed, if they cannot. */
	noKeys: Problem | undefined;
	concurrency: number;
	limiter: RateLimiter;
	/** Of the execution. */
	signal: AbortSignal | undefined;
	/** Ends the waiting of items that are not sent yet. */
	halt: AbortController;
	/** Where this execution can be resumed, and how long it waits; undefined if it does not wait for the transfer result. */
	wait: { resumeUrl: string; limitMs: number } | undefined;
	tries: EarlierTries;
}

/** Reads and checks what all items share. Throws a NodeOperationError that names the field of the credential. */
export async function startRun(context: IExecuteFunctions, wait: Run['wait']): Promise<Run> {
	const data = await context.getCredentials(CREDENTIAL_NAME);
	// One by one: an expression that fails in another option is the error of its item, not of the run.
	const option = (name: string, fallback: number) =>
		context.getNodeParameter(`options.${name}`, 0, fallback) as unknown;
	const signal = context.getExecutionCancelSignal();
	const halt = new AbortController();
	try {
		const credential = readCredential(data);
		// Signed only to see, before anything is sent, that the key can sign.
		requestToken(credential);
		const origin = koreOrigin(credential.host);
		return {
			context,
			// None under n8n's MCP trigger.
			executionId: String(context.getExecutionId() ?? ''),
			workflowId: context.getWorkflow().id ?? '',
			read: createParameterReader(context),
			credential,
			credentialFor: credentialFor(context, data),
			origin,
			...readKeys(credential),
			concurrency: readNumber('Concurrency', option('concurrency', 10), 1),
			limiter: new RateLimiter({
				requestsPerMinute: readNumber('Requests per Minute', option('requestsPerMinute', 60), 0),
				maxWaitSeconds: readNumber('Wait for Rate Limit', option('rateLimitWait', 300), 0),
				history: callHistory(context),
				signal: signal ? AbortSignal.any([signal, halt.signal]) : halt.signal,
			}),
			signal,
			halt,
			wait,
			tries: new EarlierTries(context, origin),
		};
	} catch (error) {
		const { message, description } = error as NodeOperationError;
		throw new NodeOperationError(context.getNode(), message, {
			description: description ?? undefined,
		});
	}
}

function readKeys(credential: KoreCredential): Pick<Run, 'keys' | 'noKeys'> {
	try {
		const keys = callbackKeys(credential);
		return { keys, noKeys: keys ? undefined : NO_KEYS };
	} catch (error) {
		return { keys: undefined, noKeys: error as UserError };
	}
}

const NO_KEYS: Problem = {
	message: "The callback URL cannot be signed: 'Callback Secret' in the credential is empty",
	description:
		"A pasted JWT Token gives no key to sign with. Open the credential and enter a long random text in 'Callback Secret', or turn off 'Sign Callback' under Options if the receiver is not a Kore AgentAssist Trigger.",
};

function readNumber(field: string, value: unknown, least: number): number {
	const number = typeof value === 'string' && value.trim() ? Number(value) : value;
	if (typeof number === 'number' && number >= least) return number;
	throw new UserError(`'${field}' is ${describeFound(value)}`, {
		description: `Enter a number from ${least} on in Options, or remove that option. If it is an expression, check that the first item has its field. Nothing was sent.`,
	});
}

/**
 * Of every node of an execution; n8n's context object of the node is the same one in all its tries and turns of a loop, unless
 * the execution has waited meanwhile.
 */
const histories = new WeakMap<object, CallHistory>();

function callHistory(context: IExecuteFunctions): CallHistory {
	const node = context.getContext('node');
	const history = histories.get(node) ?? [];
	histories.set(node, history);
	return history;
}
