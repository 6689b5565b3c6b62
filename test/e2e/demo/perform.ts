import type { IRunData } from 'n8n-workflow';

import { settledExecution, settledExecutions } from '../n8n-host/wait';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import type { RequestEntry } from '../../kore-simulator/types';
import type { DemoStage } from './stage';
import type { Target } from './workflows';

const EVENT_LIMIT_MS = 15_000;

/** One target with all that became of it. */
export interface Transfer {
	target: Target;
	/** Output of the action node. */
	result?: TransferResult;
	/** Message of the action node. */
	error?: string;
	/** As Kore got it. */
	request?: RequestEntry;
	/** Output of the trigger node. */
	event?: TransferResult;
	/** What the trigger's workflow wrote down. */
	written?: Pick<TransferResult, 'requestId'>;
	/** From the request's arrival to the start of the event's execution. */
	tookMs?: number;
}

export interface Performance {
	transfers: Transfer[];
	/** How many Kore got. */
	requests: number;
	/** How many executions of the trigger's workflow there are. */
	events: number;
}

/** Runs the assign workflow and waits for what it leads to. */
export async function perform({ stage, assign, result }: DemoStage): Promise<Performance> {
	const { builder, simulator } = stage;
	const executionId = await builder.run(assign.id, assign.start);
	const { data } = await settledExecution(builder, executionId);
	const { runData } = data.resultData;
	const results = assign.targets.map(({ node }) => outputOf<TransferResult>(runData, node));
	const accepted = results.filter((one) => one?.outcome === 'accepted');
	const events = await receivedEvents(builder, result, accepted.length);
	const requests = simulator.requests();

	const transfers = assign.targets.map((target, index) => {
		const [run] = runData[target.node] ?? [];
		const request = requests.find(({ json }) => assigns(json, target));
		const found = events.find(({ event }) => event?.botSessionId === target.botSessionId);
		return {
			target,
			result: results[index],
			error: run ? run.error?.message : 'the node did not run',
			request,
			event: found?.event,
			written: found?.written,
			tookMs: found && request && found.startedAt - request.at,
		};
	});
	return { transfers, requests: requests.length, events: events.length };
}

const assigns = (body: unknown, { kind, id }: Target) =>
	(body as Record<string, unknown> | null)?.[kind === 'agent' ? 'aId' : 'queueId'] === id;

const outputOf = <Output>(runData: IRunData, node: string) =>
	runData[node]?.[0].data?.main[0]?.[0]?.json as Output | undefined;

async function receivedEvents(
	builder: DemoStage['stage']['builder'],
	{ id, trigger, writer }: DemoStage['result'],
	count: number,
) {
	// Too few are no reason to stop: the demo says which one is missing.
	const executions = await settledExecutions(builder, id, count, EVENT_LIMIT_MS).catch(
		async () => await settledExecutions(builder, id, 0),
	);
	return executions.map(({ startedAt, data: { resultData } }) => ({
		startedAt: Date.parse(startedAt),
		event: outputOf<TransferResult>(resultData.runData, trigger.name),
		written: outputOf<TransferResult>(resultData.runData, writer),
	}));
}
