import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import { koreOrigin, type KoreCredential } from '../credential/credential';
import { requestToken } from '../credential/token';
import { describeAnswer, describeLimit, isSuccess } from './failures/answerFailure';
import type { Failure, KoreCall } from './failures/failure';
import type { RateLimiter } from './rateLimit';
import { receiveAnswer, type KoreAnswer } from './receiveAnswer';
import type { Send } from './transport';

/** A request to Kore's contact center API, and what its answer means. */
export interface KoreRequest<Result> {
	method: IHttpRequestMethods;
	/** The stream ID and what follows it; each segment is URL-encoded. */
	path: [streamId: string, ...rest: string[]];
	/**
	 * Whether the stream ID goes out in the header `IId` in place of the path, as in Kore's calls outside
	 * `/agentassist/api/v1/public` (docs/kore-api.md, 3.4).
	 */
	streamInHeader?: true;
	query?: IDataObject;
	body?: IDataObject;
	timeoutMs: number;
	call: KoreCall;
	/** Reads the body of a 2xx answer: parsed JSON, text, or null. Undefined if it is not what was asked for. */
	read: (body: unknown) => Result | undefined;
}

export type KoreOutcome<Result> =
	| { result: Result }
	| {
			failure: Failure;
			/** Milliseconds since 1970; missing if nothing was tried to be sent. */ sentAt?: number;
	  };

/** Speaks to one host of Kore's with one credential. */
export class KoreClient {
	readonly origin: string;

	private readonly signedHere: boolean;

	/** Throws a UserError that names the credential's field with which no request can be made. */
	constructor(
		credential: KoreCredential,
		private readonly send: Send,
		private readonly limiter: RateLimiter,
	) {
		// Signed only to see, before anything is sent, that the key can sign.
		requestToken(credential);
		this.origin = koreOrigin(credential.host);
		this.signedHere = credential.authentication === 'jwtApp';
	}

	/**
	 * Makes a request as soon as the account's limit allows it. Only a 429 is sent again, as Kore has done nothing then, and made
	 * anew for that by `describe`. Undefined if the run was stopped before it was sent.
	 */
	async request<Result>(
		accountId: string,
		describe: () => KoreRequest<Result>,
	): Promise<KoreOutcome<Result> | undefined> {
		const account = `${this.origin} ${accountId}`;
		for (;;) {
			const turn = await this.limiter.run(account, async () => {
				const request = describe();
				const sentAt = Date.now();
				return { request, sentAt, received: await this.receive(accountId, request) };
			});
			if (turn === 'stopped') return undefined;
			if (turn === 'limited') return { failure: describeLimit(describe().call) };
			const { request, sentAt, received } = turn.value;
			if ('failure' in received) return { ...received, sentAt };
			const { answer } = received;
			const isLimit = answer.statusCode === 429;
			if (isLimit && this.limiter.pause(account, answer.retryAfterSeconds)) continue;
			const outcome = this.judge(answer, request);
			return 'failure' in outcome ? { ...outcome, sentAt } : outcome;
		}
	}

	private async receive(accountId: string, request: KoreRequest<unknown>) {
		const { method, query, body, timeoutMs, call } = request;
		const address = koreAddress(this.origin, request);
		const send = async () =>
			await this.send({ method, ...address, query, body, accountId, timeoutMs });
		return await receiveAnswer(send, this.origin, timeoutMs, call);
	}

	private judge<Result>(
		answer: KoreAnswer,
		{ call, read }: KoreRequest<Result>,
	): KoreOutcome<Result> {
		const result = isSuccess(answer) ? read(answer.body) : undefined;
		if (result !== undefined) return { result };
		const failure = describeAnswer(answer, call, this.signedHere);
		const { waitedSeconds } = this.limiter;
		if (failure.cause !== 'rateLimit' || waitedSeconds === 0) return { failure };
		const message = `${failure.message}, after ${waitedSeconds} s of waiting for it`;
		return { failure: { ...failure, message } };
	}
}

function koreAddress(origin: string, { path, streamInHeader }: KoreRequest<unknown>) {
	const api = `${origin}/agentassist/api`;
	const join = (base: string, segments: string[]) =>
		[base, ...segments.map(encodeURIComponent)].join('/');
	if (!streamInHeader) return { url: join(`${api}/v1/public`, path) };
	const [iId, ...rest] = path;
	return { url: join(`${api}/public`, rest), iId };
}
