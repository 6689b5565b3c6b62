const axios = require('axios');

const { settledExecution, until } = require('../../e2e/n8n-host/wait');
const { CONCURRENCY, itemsFor } = require('./contenders');

/**
 * @typedef {import('./stage').Stage} Stage
 *
 * @typedef {object} Figures of one run
 * @property {number} nodeMs of the node alone; of the loop for axios
 * @property {number} [workflowMs] from posting the items until n8n answers that all is done and saved
 * @property {number} opened connections
 * @property {number} mostOpen connections at the same time
 */

const POST = {
	proxy: /** @type {const} */ (false),
	timeout: 240_000,
	maxBodyLength: Infinity,
	validateStatus: () => true,
};
let runs = 0;

/**
 * Sends `count` items through one contender, and checks that each was accepted once.
 * @param {Stage} stage
 * @param {string} contender
 * @param {import('./contenders').Shape} shape
 * @param {number} count
 * @param {{ beforeReading?: () => Promise<void> }} [hooks] beforeReading: n8n reads the execution's data for us, which
 *   takes memory that the run did not take
 * @returns {Promise<Figures>}
 */
async function run(stage, contender, shape, count, { beforeReading } = {}) {
	await stage.simulator.ask('reset');
	const items = itemsFor(`bench-${++runs}`, count, stage.facts);
	const times =
		contender === 'axios'
			? await runLoop(stage, items)
			: await runWorkflow(stage, `${contender} ${shape}`, items, beforeReading);
	const tally = await stage.simulator.ask('tally');
	const wanted = contender === 'nothing' ? 0 : count;
	const { requests, accepted, sessions, rejection } = tally;
	if (requests !== wanted || accepted !== wanted || sessions !== wanted) {
		const seen = `${requests} requests, ${accepted} accepted, ${sessions} sessions`;
		throw new Error(`${contender}, ${shape}, ${count} items: ${seen}; first refusal: ${rejection}`);
	}
	return { ...times, ...tally.connections };
}

/** @param {Stage} stage @param {ReturnType<typeof itemsFor>} items */
async function runLoop({ axiosLoop, kore, facts }, items) {
	const { url, accountId, orgId } = facts;
	const { clientId: appId, clientSecret: secret } = kore.world.apps.hs256;
	const { ms } = await axiosLoop.ask('run', {
		url,
		ca: kore.ca,
		concurrency: CONCURRENCY,
		headers: { accountid: accountId },
		app: { appId, secret },
		bodies: items.map(({ session, queue, callback }) => ({
			callbackUrl: callback,
			orgId,
			transferredType: 'QUEUE',
			queueId: queue,
			botSessionId: session,
		})),
	});
	return { nodeMs: ms };
}

/**
 * @param {Stage} stage
 * @param {string} name
 * @param {object[]} items
 * @param {() => Promise<void>} [beforeReading]
 */
async function runWorkflow({ host, workflows }, name, items, beforeReading = async () => {}) {
	const { id: workflowId, url } = workflows[name];
	const before = await newest(host, workflowId);
	const began = performance.now();
	const { status: answer, data: text } = await axios.post(url, { items }, POST);
	const workflowMs = performance.now() - began;
	if (answer !== 200) throw new Error(`${name}: n8n answered ${answer} ${JSON.stringify(text)}`);
	await beforeReading();
	// After thousands of items n8n may take its own database for lost, and answers 503 until it has looked again.
	await host.builder.untilAnswered();
	const id = await until(`an execution of ${name}`, 30_000, async () => {
		const found = await newest(host, workflowId);
		return found !== before && found;
	});
	const { status, data } = await settledExecution(host.builder, id, 60_000);
	const [measured] = data.resultData.runData.Measured ?? [];
	const output = measured?.data?.main[0] ?? [];
	const failed = output.some((/** @type {any} */ { json }) => json.error);
	if (status !== 'success' || output.length !== items.length || failed) {
		const { error } = data.resultData;
		throw new Error(`${name} ended as ${status}, ${output.length} items: ${error?.message}`);
	}
	return { nodeMs: measured.executionTime, workflowMs };
}

/** @param {import('../host').Host} host @param {string} workflowId */
async function newest({ builder }, workflowId) {
	return (await builder.executions({ workflowId }))[0]?.id;
}

module.exports = { run };
