const { settledExecution, settledExecutions } = require('../n8n-host/wait');

const EVENT_LIMIT_MS = 15_000;

/**
 * @typedef {import('./workflows').Target} Target
 *
 * @typedef {object} Transfer one target with all that became of it
 * @property {Target} target
 * @property {any} result output of the action node
 * @property {string | undefined} error message of the action node
 * @property {import('../../kore-simulator/types').RequestEntry | undefined} request as Kore got it
 * @property {any} event output of the trigger node
 * @property {any} written what the trigger's workflow wrote down
 * @property {number | undefined} tookMs from the request's arrival to the start of the event's execution
 *
 * @typedef {object} Performance
 * @property {Transfer[]} transfers
 * @property {number} requests how many Kore got
 * @property {number} events how many executions of the trigger's workflow there are
 */

/**
 * Runs the assign workflow and waits for what it leads to.
 * @param {import('./stage').Stage} stage
 * @param {import('../n8n-host/rest').N8nRest} rest
 * @returns {Promise<Performance>}
 */
async function perform({ simulator, workflows }, rest) {
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

/**
 * @param {any} body
 * @param {Target} target
 */
const assigns = (body, { kind, id }) => body?.[kind === 'agent' ? 'aId' : 'queueId'] === id;

/**
 * @param {Record<string, any[]>} runData
 * @param {string} node
 */
const outputOf = (runData, node) => runData[node]?.[0].data?.main[0]?.[0]?.json;

/**
 * @param {import('../n8n-host/rest').N8nRest} rest
 * @param {{ id: string, trigger: string, writer: string }} workflow
 * @param {number} count
 */
async function receivedEvents(rest, { id, trigger, writer }, count) {
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

module.exports = { perform };
