import type { IExecuteFunctions } from 'n8n-workflow';

import type { AssignTarget } from '../../../../shared/callback/token';
import type { TransferResult } from '../../../../shared/callback/transferResult';
import type { Failure } from '../../../../shared/kore/failures/failure';
import { isTool } from '../../../run/tool';
import type { Finding } from '../unsure/finding';
import type { AssignRequest } from './parameters';

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

type Entries = Record<string, Settled>;

interface NodeMemory {
	/** Set with the first run of the node in an execution: so it is missing only if n8n did not get to save that run. */
	hasRun?: true;
	/** Set if a run broke off without being saved. */
	brokeOff?: true;
	/** By turn of a loop. */
	[turn: `assign${string}`]: Entries | undefined;
}

const BROKE_OFF: Failure = {
	cause: 'cancelled',
	message: 'n8n was stopped while an earlier try of this execution was sending',
	description:
		'What was sent then is not known. For conversations that Kore has not got, start a new execution in place of Retry.',
	httpCode: null,
	maybeAccepted: true,
	response: null,
};

/** Requests that are under way, of each node of an execution: a model may call a tool twice at once. */
const underWay = new WeakMap<object, Map<string, Promise<Settled | undefined>>>();

const memoryOf = (context: IExecuteFunctions) => context.getContext('node') as NodeMemory;

/** To be called before anything that may fail: a run that failed before it had sent anything must not count as one that was lost. */
export function noteRun(context: IExecuteFunctions): void {
	const memory = memoryOf(context);
	if (!memory.hasRun && isRetryOfLostRun(context)) memory.brokeOff = true;
	memory.hasRun = true;
}

/**
 * What earlier tries of the same run have sent. "Retry On Fail" and "Retry" in the executions list make n8n run the whole
 * node again; what Kore has accepted, or may have, must not be sent again then. Kept in n8n's node context, which lives
 * through the tries of an execution; the run index tells the next turn of a loop from a retry. As a tool of an AI agent the
 * node sends each conversation once in an execution: n8n raises the run index with each try there.
 */
export class EarlierTries {
	private readonly context: NodeMemory;

	private readonly run: `assign${string}`;

	constructor(
		context: IExecuteFunctions,
		private readonly origin: string,
	) {
		this.context = memoryOf(context);
		const turn = isTool(context)
			? 'Tool'
			: String(context.evaluateExpression('{{ $runIndex }}', 0));
		this.run = `assign${turn}`;
	}

	find(request: AssignRequest): Settled | undefined {
		const known = this.context[this.run]?.[this.identify(request)];
		if (known || !this.context.brokeOff) return known;
		const { botSessionId, target } = request;
		return { sent: { requestId: null, botSessionId, target }, failure: BROKE_OFF };
	}

	/** Sends the request with `send`, unless that has been done, or is being done: then what became, or becomes, of it. */
	async settle(
		request: AssignRequest,
		send: () => Promise<Settled | undefined>,
	): Promise<Settled | undefined> {
		const requests = underWay.get(this.context) ?? new Map<string, Promise<Settled | undefined>>();
		underWay.set(this.context, requests);
		const identity = this.identify(request);
		for (;;) {
			const other = requests.get(identity);
			if (!other) break;
			const settled = await other;
			if (isOver(settled)) return settled;
		}
		const earlier = this.find(request);
		if (earlier) return earlier;
		const sending = send();
		requests.set(identity, sending);
		try {
			const settled = await sending;
			if (settled && isOver(settled)) (this.context[this.run] ??= {})[identity] = settled;
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
	private identify({ streamId, botSessionId }: AssignRequest): string {
		return `${this.origin} ${streamId} ${botSessionId}`;
	}
}

/**
 * Whether this is a Retry of an execution that was killed while the node ran. n8n notes then from its event log that the node
 * was started (execution-recovery.service.js), and has saved nothing of what it did. Of a tool n8n notes its input before each call,
 * so that it seems to have been started always: there a Retry sends again (docs/operating.md).
 */
function isRetryOfLostRun(context: IExecuteFunctions): boolean {
	if (context.getMode() !== 'retry' || isTool(context)) return false;
	// Without an expression, which a name with braces in it would end.
	const { $: nodeOf } = context.getWorkflowDataProxy(0) as {
		$: (name: string) => { isExecuted: unknown };
	};
	return nodeOf(context.getNode().name).isExecuted === true;
}
