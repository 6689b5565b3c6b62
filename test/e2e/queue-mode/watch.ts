import { until } from '../n8n-host/wait';
import type { Execution, ListedExecution, N8nRest } from '../n8n-host/rest';

const LIMIT_MS = 100_000;
// A worker that was killed calls what it was doing crashed when it is back; later n8n makes that an error.
const UNSETTLED = ['new', 'running', 'unknown', 'crashed'];

/** Watches the executions of a workflow that begin from now on; n8n lists no more than 100. */
export async function watchExecutions(rest: N8nRest, workflowId: string) {
	const byId = async () =>
		(await rest.executions({ workflowId })).sort((a, b) => Number(a.id) - Number(b.id));
	const last = Number((await byId()).at(-1)?.id ?? 0);

	/** @returns the oldest first */
	const list = async (): Promise<ListedExecution[]> =>
		(await byId()).filter(({ id }) => Number(id) > last);

	/**
	 * @param count how many to wait for
	 * @returns with data, all that have begun until `count` have ended, the oldest first
	 */
	const settled = async (count: number, limitMs: number = LIMIT_MS): Promise<Execution[]> => {
		const all = await until(`${count} executions of workflow ${workflowId}`, limitMs, async () => {
			const listed = await list();
			const ended = listed.filter(({ status }) => !UNSETTLED.includes(status));
			return ended.length >= count && listed;
		});
		return await Promise.all(all.map(({ id }) => rest.execution(id)));
	};
	return { list, settled };
}
