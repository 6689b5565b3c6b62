import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

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
import { EarlierTries } from './earlierTries';

/** What all items of a run share. */
export interface Run {
	context: IExecuteFunctions;
	/** n8n's data, for the credential's `authenticate`. */
	data: ICredentialDataDecryptedObject;
	credential: KoreCredential;
	origin: string;
	key: SigningKey | undefined;
	concurrency: number;
	limiter: RateLimiter;
	signal: AbortSignal | undefined;
	/** Where this execution can be resumed; undefined if the node does not wait for the transfer result. */
	resumeUrl: string | undefined;
	tries: EarlierTries;
}

interface RunOptions {
	concurrency?: number;
	requestsPerMinute?: number;
	rateLimitWait?: number;
}

/** Reads and checks what all items share. Throws a NodeOperationError that names the field of the credential. */
export async function startRun(
	context: IExecuteFunctions,
	resumeUrl: string | undefined,
): Promise<Run> {
	const data = await context.getCredentials(CREDENTIAL_NAME);
	const options = context.getNodeParameter('options', 0, {}) as RunOptions;
	const signal = context.getExecutionCancelSignal();
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
			concurrency: Math.max(1, options.concurrency ?? 10),
			limiter: new RateLimiter({
				requestsPerMinute: options.requestsPerMinute ?? 60,
				maxWaitSeconds: options.rateLimitWait ?? 300,
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
