import { setTimeout as sleep } from 'node:timers/promises';
import type { IRunExecutionData } from 'n8n-workflow';

import { parseFlatted } from '../../e2e/n8n-host/flatted';
import type { Builder } from '../../e2e/stage/builder';

const UNSETTLED = ['new', 'running'];

/** An execution as n8n's REST API shows it */
export interface Seen {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	/** Milliseconds since 1970 */
	createdAt: number;
	/** From start to end; 0 if it has not ended */
	tookMs: number;
	/** What the trigger says of the execution that waited; undefined if it has said nothing */
	resumed: boolean | undefined;
	/** Its saved data */
	text: string;
	/** The message, if there is one */
	error: string;
}

/** What n8n answers to a question for one execution. */
interface Answer {
	workflowId: string;
	status: string;
	mode: string;
	/** ISO 8601. */
	createdAt: string;
	startedAt: string | null;
	stoppedAt: string | null;
	/** Flatted; null if n8n has thrown it away. */
	data: string | null;
}

/**
 * One after the other, as n8n's list orders by the start but pages by the id, and so leaves some out.
 *
 * @returns all, the oldest first
 */
export async function readExecutions(rest: Builder, workflowIds: string[]): Promise<Seen[]> {
	const newest = await Promise.all(
		workflowIds.map(async (workflowId) => await rest.executions({ workflowId })),
	);
	const last = Math.max(0, ...newest.flat().map(({ id }) => Number(id)));
	const seen: Seen[] = [];
	for (let id = 1; id <= last; id++) {
		const execution = await readExecution(rest, String(id));
		if (execution && workflowIds.includes(execution.workflowId)) seen.push(execution);
	}
	return seen;
}

/** @returns '' if there is none */
function errorIn(text: string) {
	const data = parseFlatted<Partial<IRunExecutionData> | null>(text);
	return data?.resultData?.error?.message ?? '';
}

/** As n8n's list has it. */
async function withoutData(rest: Builder, id: string): Promise<Answer> {
	const query = { filter: '{}', limit: 100, lastId: String(Number(id) + 1) };
	type Listed = Omit<Answer, 'data'> & { id: string };
	const { results } = await rest.call<{ results: Listed[] }>('get', 'executions', undefined, query);
	const listed = results.find((one) => one.id === id);
	if (!listed) throw new Error(`n8n's list has no execution ${id}`);
	return { ...listed, data: null };
}

/** @returns undefined if there is none */
async function readExecution(rest: Builder, id: string): Promise<Seen | undefined> {
	const found = await rest.call<Answer>('get', `executions/${id}`).catch((error: Error) => {
		// n8n 1.x saves an execution and its data one after the other, and fails at one that it has no data of.
		if (/answered 500.*reading 'data'/.test(error.message)) return withoutData(rest, id);
		if (!/answered 404/.test(error.message)) throw error;
		return undefined;
	});
	if (!found) return undefined;
	const { status, workflowId, mode, createdAt, startedAt, stoppedAt, data } = found;
	const text = data ?? '';
	const resumed = /"resumed":(true|false)/.exec(text)?.[1];
	return {
		id,
		workflowId,
		status,
		mode,
		createdAt: Date.parse(createdAt) || 0,
		tookMs: startedAt && stoppedAt ? Date.parse(stoppedAt) - Date.parse(startedAt) : 0,
		resumed: resumed === undefined ? undefined : resumed === 'true',
		text,
		error: text ? errorIn(text) : '',
	};
}

/**
 * Until no execution is on its way, or for so long; what a killed worker did is given up by n8n only after a while.
 */
export async function untilSettled(rest: Builder, workflowIds: string[], limitMs: number) {
	const limit = Date.now() + limitMs;
	while (Date.now() < limit) {
		await sleep(300);
		const filters = workflowIds.map((workflowId) => ({ workflowId, status: UNSETTLED }));
		// n8n's database may just be away.
		const busy = await Promise.all(filters.map((filter) => rest.executions(filter))).catch(
			() => undefined,
		);
		if (busy?.flat().length === 0) return;
	}
}
