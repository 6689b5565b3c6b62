const { until } = require('../n8n-host/wait');

/** @typedef {import('../n8n-host/rest').Execution} Execution */

const LIMIT_MS = 100_000;
// A worker that was killed calls what it was doing crashed when it is back; later n8n makes that an error.
const UNSETTLED = ['new', 'running', 'unknown', 'crashed'];

/**
 * Watches the executions of a workflow that begin from now on; n8n lists no more than 100.
 * @param {import('../n8n-host/rest').N8nRest} rest
 * @param {string} workflowId
 */
async function watchExecutions(rest, workflowId) {
	const byId = async () =>
		(await rest.executions({ workflowId })).sort((a, b) => Number(a.id) - Number(b.id));
	const last = Number((await byId()).at(-1)?.id ?? 0);

	/** @returns {Promise<Execution[]>} without data, the oldest first */
	const list = async () => (await byId()).filter(({ id }) => Number(id) > last);

	/**
	 * @param {number} count how many to wait for
	 * @param {number} [limitMs]
	 * @returns {Promise<Execution[]>} with data, all that have begun until `count` have ended, the oldest first
	 */
	const settled = async (count, limitMs = LIMIT_MS) => {
		const all = await until(`${count} executions of workflow ${workflowId}`, limitMs, async () => {
			const listed = await list();
			const ended = listed.filter(({ status }) => !UNSETTLED.includes(status));
			return ended.length >= count && listed;
		});
		return await Promise.all(all.map(({ id }) => rest.execution(id)));
	};
	return { list, settled };
}

module.exports = { watchExecutions };
