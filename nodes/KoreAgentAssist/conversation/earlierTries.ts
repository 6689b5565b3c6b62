import type { IExecuteFunctions } from 'n8n-workflow';

import type { RequestFacts } from '../../shared/callbackToken';
import type { Failure } from '../../shared/failure';
import type { TransferResult } from '../../shared/transferResult';
import type { AssignParameters } from './assignParameters';

/** What became of an item that Kore has accepted, or may have. */
export type Settled = { result: TransferResult } | { facts: RequestFacts; failure: Failure };

type Entry = Settled & { request: string };

/**
 * What earlier tries of the same run have sent. "Retry On Fail" and "Retry" in the executions list make n8n run the whole
 * node again; what Kore has accepted, or may have, must not be sent again then. Kept in n8n's node context, which lives
 * through the tries of an execution; the run index tells the next turn of a loop from a retry.
 */
export class EarlierTries {
	private readonly context: Record<string, Record<string, Entry> | undefined>;

	private readonly run: string;

	constructor(context: IExecuteFunctions) {
		this.context = context.getContext('node') as Record<string, Record<string, Entry>>;
		this.run = `assign${String(context.evaluateExpression('{{ $runIndex }}', 0))}`;
	}

	find(index: number, request: AssignParameters): Settled | undefined {
		const entry = this.context[this.run]?.[index];
		return entry?.request === identify(request) ? entry : undefined;
	}

	remember(index: number, request: AssignParameters, settled: Settled): void {
		const entries = (this.context[this.run] ??= {});
		entries[index] = { ...settled, request: identify(request) };
	}

	/** To be called when no further try can follow, so that nothing is saved with the execution. */
	forget(): void {
		delete this.context[this.run];
	}
}

// Not the agent or queue: "Retry" with a workflow that was changed meanwhile must not transfer a conversation again.
const identify = ({ streamId, botSessionId }: AssignParameters) => `${streamId} ${botSessionId}`;
