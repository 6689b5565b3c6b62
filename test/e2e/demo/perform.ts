import { settledExecution, settledExecutions } from '../n8n-host/wait';
import type { RequestEntry } from '../../kore-simulator/types';
import type { Stage } from './stage';
import type { N8nRest } from '../n8n-host/rest';

const EVENT_LIMIT_MS = 15_000;

import type { Target } from './workflows';
export type { Target };

/** one target with all that became of it */
export interface Transfer {
	target: Target;
	/** output of the action node */
	result: any;
	/** message of the action node */
	error: string | undefined;
	/** as Kore got it */
	request: RequestEntry | undefined;
	/** output of the trigger node */
	event: any;
	/** what the trigger's workflow wrote down */
	written: any;
	/** from the request's arrival to the start of the event's execution */
	tookMs: number | undefined;
}

export interface Performance {
	transfers: Transfer[];
	/** how many Kore got */
	requests: number;
	/** how many executions of the trigger's workflow there are */
	events: number;
}

/** Runs the assign workflow and waits for what it leads to. */
export async function perform(
	{ simulator, workflows }: Stage,
	rest: N8nRest,
): Promise<Performance> {
	const { assign, result } = workflows;
	const { targets } = assign;
	simulator.reset();
	const executionId = await rest.run(assign.id, assign.start);
	const { data } = await settledExecution(rest, executionId);
	const runData = data.resultData.runData;
	const outputs = targets.map(({ node }) => outputOf(runData, node));
	const accepted = outputs.filter((output) => output?.outcome === 'accepted');
	const events = await receivedEvents(rest, result, accepted.length);
	const requests = simulator.requests();

	const transfers = targets.map((target, index) => {
		const run = runData[target.node]?.[0];
		const request = requests.find(({ json }) => assigns(json, target));
		const event = events.find((one) => one.event?.botSessionId === target.botSessionId);
		return {
			target,
			result: outputs[index],
			error: run?.error?.message ?? (run ? undefined : 'the node did not run'),
			request,
			event: event?.event,
			written: event?.written,
			tookMs: event && request && event.startedAt - request.at,
		};
	});
	return { transfers, requests: requests.length, events: events.length };
}

const assigns = (body: any, { kind, id }: Target) =>
	body?.[kind === 'agent' ? 'aId' : 'queueId'] === id;

const outputOf = (runData: Record<string, any[]>, node: string) =>
	runData[node]?.[0].data?.main[0]?.[0]?.json;

async function receivedEvents(
	rest: N8nRest,
	{ id, trigger, writer }: { id: string; trigger: string; writer: string },
	count: number,
) {
	// Too few are no reason to stop: the demo says which one is missing.
	const executions = await settledExecutions(rest, id, count, EVENT_LIMIT_MS).catch(
		async () => await settledExecutions(rest, id, 0),
	);
	return executions.map(({ startedAt, data }) => {
		const { runData } = data.resultData;
		return {
			startedAt: Date.parse(startedAt),
			event: outputOf(runData, trigger),
			written: outputOf(runData, writer),
		};
	});
}
