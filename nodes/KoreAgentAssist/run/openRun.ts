import type { IExecuteFunctions } from 'n8n-workflow';

import {
	CREDENTIAL_NAME,
	readCredential,
	type KoreCredential,
} from '../../shared/credential/credential';
import { KoreClient } from '../../shared/kore/client';
import { Directory } from '../../shared/kore/directory/directory';
import { RateLimiter } from '../../shared/kore/rateLimit';
import { sendWithCredential } from '../../shared/kore/transport';
import { operationError, type Problem } from '../../shared/nodeError';
import { DEFAULTS } from './options.description';
import { createParameterReader, type ReadParameter } from './parameterReader';
import { readNumber } from './values';

/** What all items of a run share, whatever the operation. */
export interface Run {
	context: IExecuteFunctions;
	read: ReadParameter;
	credential: KoreCredential;
	client: KoreClient;
	/** For what is still to be asked when the run has halted. */
	lastingClient: KoreClient;
	directory: Directory;
	concurrency: number;
	/** 0 = without a limit. */
	requestsPerMinute: number;
	/** Of the execution. */
	signal: AbortSignal | undefined;
	/** Ends the waiting of items that are not sent yet. */
	halt: AbortController;
}

/** Reads and checks what all items share. Throws a NodeOperationError that names the field of the credential. */
export async function openRun(context: IExecuteFunctions): Promise<Run> {
	const data = await context.getCredentials(CREDENTIAL_NAME);
	const signal = context.getExecutionCancelSignal();
	const halt = new AbortController();
	try {
		const credential = readCredential(data);
		const send = sendWithCredential(context, data);
		const limits = {
			requestsPerMinute: readOption(context, 'Requests per Minute', 'requestsPerMinute', 0),
			maxWaitSeconds: readOption(context, 'Wait for Rate Limit', 'rateLimitWait', 0),
		};
		const halted = signal ? AbortSignal.any([signal, halt.signal]) : halt.signal;
		const createClient = (until: AbortSignal | undefined) =>
			new KoreClient(credential, send, new RateLimiter({ ...limits, signal: until }));
		const client = createClient(halted);
		return {
			context,
			read: createParameterReader(context),
			credential,
			client,
			lastingClient: createClient(signal),
			directory: new Directory(credential, client, halted),
			concurrency: readOption(context, 'Concurrency', 'concurrency', 1),
			requestsPerMinute: limits.requestsPerMinute,
			signal,
			halt,
		};
	} catch (error) {
		throw operationError(context.getNode(), error as Problem);
	}
}

// One by one: an expression that fails in another option is the error of its item, not of the run.
function readOption(
	context: IExecuteFunctions,
	field: string,
	name: keyof typeof DEFAULTS,
	least: number,
): number {
	const value = context.getNodeParameter(`options.${name}`, 0, DEFAULTS[name]) as unknown;
	return readNumber(field, value, least);
}
