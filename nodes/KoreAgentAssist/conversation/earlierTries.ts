import type { IExecuteFunctions } from 'n8n-workflow';

import type { AssignTarget } from '../../shared/callbackToken';
import type { Failure } from '../../shared/failure';
import type { TransferResult } from '../../shared/transferResult';
import type { AssignParameters } from './assignParameters';
import { isTool } from './tool';

/** What a message says of a request. */
export interface Sent {
	requestId: string;
	botSessionId: string;
	target: AssignTarget;
}

/** What became of an item that Kore has accepted, or may have, or has refused. */
export type Settled = { result: TransferResult } | { sent: Sent; failure: Failure };

type Entries = Record<string, Settled>;

/** Requests that are under way, of each node of an execution: a model may call a tool twice at once. */
const underWay = new WeakMap<object, Map<string, Promise<Settled | undefined>>>();

/**
 * What earlier tries of the same run have sent. "Retry On Fail" and "Retry" in the executions list make n8n run the whole
 * node again; what Kore has accepted, or may have, must not be sent again then. Kept in n8n's node context, which lives
 * through the tries of an execution; the run index tells the next turn of a loop from a retry. As a tool of an AI agent the
 * node sends each conversation once in an execution: n8n raises the run index with each try there.
 */
export class EarlierTries {
	private readonly context: Record<string, Entries | undefined>;

	private readonly run: string;

	constructor(
		context: IExecuteFunctions,
		private readonly origin: string,
	) {
		this.context = context.getContext('node') as Record<string, Entries>;
		const turn = isTool(context)
			? 'Tool'
			: String(context.evaluateExpression('{{ $runIndex }}', 0));
		this.run = `assign${turn}`;
	}

	find(request: AssignParameters): Settled | undefined {
		return this.context[this.run]?.[this.identify(request)];
	}

	/** Sends the request with `send`, unless that has been done, or is being done. */
	async settle(
		request: AssignParameters,
		send: () => Promise<Settled | undefined>,
	): Promise<Settled | undefined> {
		const requests = underWay.get(this.context) ?? new Map<string, Promise<Settled | undefined>>();
		underWay.set(this.context, requests);
		const identity = this.identify(request);
		const known = requests.get(identity) ?? this.find(request);
		if (known) return await known;
		const sending = send();
		requests.set(identity, sending);
		try {
			const settled = await sending;
			const isOver = settled && ('result' in settled || settled.failure.maybeAccepted);
			if (isOver) (this.context[this.run] ??= {})[identity] = settled;
			return settled;
		} finally {
			requests.delete(identity);
		}
	}

	/** To be called when no further try can follow, so that nothing is saved with the execution. */
	forget(): void {
		delete this.context[this.run];
	}

	/**
	 * Not the agent or queue: "Retry" with a workflow that was changed meanwhile must not transfer a conversation again. But the
	 * host: what was sent to a wrong one says nothing about the right one.
	 */
	private identify({ streamId, botSessionId }: AssignParameters): string {
		return `${this.origin} ${streamId} ${botSessionId}`;
	}
}
