import type { IExecuteFunctions } from 'n8n-workflow';

import type { AssignTarget } from '../../../../shared/callback/token';
import type { TransferResult } from '../../../../shared/callback/transferResult';
import type { Failure } from '../../../../shared/kore/failures/failure';
import { isTool } from '../../../run/tool';
import type { Finding } from '../unsure/finding';
import { isRetry, memoryOf, type NodeMemory } from './nodeMemory';
import type { AssignRequest } from './parameters';
import { retriesOfLineage, type Retries } from './retries';

/** What a message says of a request. */
export interface Sent {
	/** Null if nobody knows it any more. */
	requestId: string | null;
	botSessionId: string;
	/** With an empty ID if it was not looked up. */
	target: AssignTarget;
}

/** What became of a request that was sent. */
export type Settled = { sent: Sent } & (
	| { result: TransferResult }
	| {
			failure: Failure;
			/** Milliseconds since 1970; missing if nobody knows it. */
			sentAt?: number;
			/** What Kore shows, if it was asked. */
			kore?: Finding;
	  }
);

/** Whether it must not be sent again, as Kore has accepted it, or may have. */
const isOver = (settled: Settled | undefined) =>
	settled !== undefined && ('result' in settled || settled.failure.maybeAccepted);

const BROKE_OFF: Failure = {
	cause: 'cancelled',
	message: 'n8n was stopped while an earlier try of this execution was sending',
	description:
		'What was sent then is not known. For conversations that Kore has not got, start a new execution in place of Retry.',
	httpCode: null,
	maybeAccepted: true,
	response: null,
};

/** Requests that are under way, of each node of an execution, or of all its Retries: a model may call a tool twice at once. */
const underWay = new WeakMap<object, Map<string, Promise<Settled | undefined>>>();

/** Undefined in an execution that is no Retry. */
const retriesOf = (context: IExecuteFunctions, { lineage }: NodeMemory): Retries | undefined =>
	isRetry(context) && lineage !== undefined ? retriesOfLineage(lineage) : undefined;

/**
 * What earlier tries of the same run have sent. "Retry On Fail" and "Retry" in the executions list make n8n run the whole
 * node again; what Kore has accepted, or may have, must not be sent again then. Kept in n8n's node context, which lives
 * through the tries of an execution; the run index tells the next turn of a loop from a retry. As a tool of an AI agent the
 * node sends each conversation once in an execution: n8n raises the run index with each try there.
 */
export class EarlierTries {
	private readonly context: NodeMemory;

	private readonly retries: Retries | undefined;

	private readonly run: `assign${string}`;

	constructor(
		context: IExecuteFunctions,
		private readonly origin: string,
	) {
		this.context = memoryOf(context);
		this.retries = retriesOf(context, this.context);
		const turn = isTool(context)
			? 'Tool'
			: String(context.evaluateExpression('{{ $runIndex }}', 0));
		this.run = `assign${turn}`;
	}

	find(request: AssignRequest): Settled | undefined {
		const identity = this.identify(request);
		const known = this.context[this.run]?.[identity] ?? this.findInRetries(identity);
		if (known || !this.context.brokeOff) return known;
		const { botSessionId, target } = request;
		return { sent: { requestId: null, botSessionId, target }, failure: BROKE_OFF };
	}

	/** So that it is saved with this execution, too. */
	private findInRetries(identity: string): Settled | undefined {
		const settled = this.retries?.get(this.inTurn(identity));
		if (settled) this.remember(identity, settled);
		return settled;
	}

	private remember(identity: string, settled: Settled): void {
		(this.context[this.run] ??= {})[identity] = settled;
		this.retries?.set(this.inTurn(identity), settled);
	}

	/** Sends the request with `send`, unless that has been done, or is being done: then what became, or becomes, of it. */
	async settle(
		request: AssignRequest,
		send: () => Promise<Settled | undefined>,
	): Promise<Settled | undefined> {
		const together = this.retries ?? this.context;
		const requests = underWay.get(together) ?? new Map<string, Promise<Settled | undefined>>();
		underWay.set(together, requests);
		const identity = this.identify(request);
		const key = this.inTurn(identity);
		for (;;) {
			const other = requests.get(key);
			if (!other) break;
			const settled = await other;
			if (isOver(settled)) return settled;
		}
		const earlier = this.find(request);
		if (earlier) return earlier;
		const sending = send();
		requests.set(key, sending);
		try {
			const settled = await sending;
			if (settled && isOver(settled)) this.remember(identity, settled);
			return settled;
		} finally {
			requests.delete(key);
		}
	}

	/** To be called when no further try can follow, so that nothing is saved with the execution. */
	forget(): void {
		delete this.context[this.run];
	}

	private inTurn(identity: string): string {
		return `${this.run} ${identity}`;
	}

	/**
	 * Not the agent or queue: "Retry" with a workflow that was changed meanwhile must not transfer a conversation again. But the
	 * host: what was sent to a wrong one says nothing about the right one.
	 */
	private identify({ streamId, botSessionId }: AssignRequest): string {
		return `${this.origin} ${streamId} ${botSessionId}`;
	}
}
