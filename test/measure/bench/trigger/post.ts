import { until } from '../../../e2e/n8n-host/wait';
import { BODY } from './callbacks';
import type { Stage } from './stage';
import type { Kind } from './kinds';

/** In a second. */
export interface Rate {
	answered: number;
	/** Executions, until the last one has ended */
	finished?: number;
}

const CONNECTIONS = 20;
const LIMIT_MS = 120_000;

const FINISHED = ['success'];
const STARTED = ['new', 'running', 'waiting', 'error', 'crashed', 'canceled', ...FINISHED];

/** Posts so many callbacks, and checks that each got its answer and what was started. */
export async function post(
	stage: Stage,
	{ workflow, address, status, starts }: Kind,
	count: number,
): Promise<Rate> {
	const { id, url } = stage.workflows[workflow];
	const before = await countExecutions(stage, id, FINISHED);
	const urls = Array.from({ length: count }, () => address(url, stage.keys));
	const began = performance.now();
	const { ms, answers } = await stage.load.ask('post', {
		urls,
		body: BODY,
		connections: CONNECTIONS,
	});
	if (answers[status] !== count) {
		throw new Error(`${count} callbacks to ${workflow}: answers ${JSON.stringify(answers)}`);
	}
	const answered = (count * 1000) / ms;
	if (!starts) {
		const started = (await countExecutions(stage, id, STARTED)) - before;
		if (started > 0) throw new Error(`${started} callbacks started an execution of ${workflow}`);
		return { answered };
	}
	const after = await until('the end of all executions', LIMIT_MS, async () => {
		const finished = await countExecutions(stage, id, FINISHED);
		return finished >= before + count && finished;
	});
	const finished = (count * 1000) / (performance.now() - began);
	if (after > before + count) throw new Error(`${after - before} executions of ${count} callbacks`);
	return { answered, finished };
}

async function countExecutions(
	{ host }: Stage,
	workflowId: string,
	status: string[],
): Promise<number> {
	const filter = JSON.stringify({ workflowId, status });
	const query = { filter, limit: 1 };
	const list = await host.builder.call<{ count: number }>('get', 'executions', undefined, query);
	return list.count;
}
