import type { IDataObject } from 'n8n-workflow';

import { isErrorBody } from '../../dist/nodes/shared/kore/answer';
import { KoreClient } from '../../dist/nodes/shared/kore/client';
import { RateLimiter } from '../../dist/nodes/shared/kore/rateLimit';
import type { KoreCredential } from '../../dist/nodes/shared/credential/credential';
import type { Exchange, Scope } from './exchange';
import { recordingSend } from './wire';

export interface Question {
	method: 'GET' | 'POST';
	path: string[];
	query?: IDataObject;
	body?: IDataObject;
	streamInHeader?: true;
	scope: Scope;
	/** For the header `auth` */
	token: () => string;
	accountId: string;
}

/** Speaks to Kore with the node's own client, and keeps all that is answered. */
export class Asker {
	/** 429 that the client has waited after */
	readonly limited: Exchange[] = [];

	private readonly limiter: RateLimiter;

	/** @param requestsPerMinute 0: as many as are asked for */
	constructor(
		private readonly credential: KoreCredential,
		requestsPerMinute: number,
		private readonly timeoutMs: number,
	) {
		this.limiter = new RateLimiter({ requestsPerMinute, maxWaitSeconds: 150 });
	}

	/** @param limiter of the node's, or one that never waits, and so sends nothing twice */
	async ask(question: Question, limiter = this.limiter): Promise<Exchange> {
		const recorded: Exchange[] = [];
		const { token, accountId, scope, ...request } = question;
		const send = recordingSend(token, (exchange) => recorded.push({ ...exchange, cause: null }));
		const client = new KoreClient(this.credential, send, limiter);
		const outcome = await client.request(accountId, () => ({
			...request,
			path: [this.credential.streamId, ...question.path],
			timeoutMs: this.timeoutMs,
			call: { scope, values: '', rateLimit: '', timeout: '' },
			// Some of Kore's APIs report an error with 200.
			read: (received) => (isErrorBody(received) ? undefined : true),
		}));
		const last = recorded.pop();
		if (!last) throw new Error('The node sent nothing');
		this.limited.push(...recorded);
		return { ...last, cause: outcome && 'failure' in outcome ? outcome.failure.cause : null };
	}
}
