import axios from 'axios';

import { settledExecution, until } from '../../../e2e/n8n-host/wait';
import { itemsOf, runOf } from '../../../e2e/stage/execution';
import { CONCURRENCY, itemsFor, type Shape } from './contenders';
import type { Stage } from './stage';

/** Of one run */
export interface Figures {
	/** Of the node alone; of the loop for axios */
	nodeMs: number;
	/** From posting the items until n8n answers that all is done and saved */
	workflowMs?: number;
	/** Connections */
	opened: number;
	/** Connections at the same time */
	mostOpen: number;
}

const POST = {
	proxy: false as const,
	timeout: 240_000,
	maxBodyLength: Infinity,
	validateStatus: () => true,
};
let runs = 0;

/**
 * Sends `count` items through one contender, and checks that each was accepted once.
 *
 * @param hooks beforeReading: n8n reads the execution's data for us, which
 * takes memory that the run did not take
 */
export async function run(
	stage: Stage,
	contender: string,
	shape: Shape,
	count: number,
	{ beforeReading }: { beforeReading?: () => Promise<void> } = {},
): Promise<Figures> {
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

async function runLoop({ axiosLoop, kore, facts }: Stage, items: ReturnType<typeof itemsFor>) {
	const { url, accountId, orgId } = facts;
	const { clientId: appId, clientSecret: secret = '' } = kore.world.apps.hs256;
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

async function runWorkflow(
	{ host, workflows }: Stage,
	name: string,
	items: object[],
	beforeReading: () => Promise<void> = async () => {},
) {
	const { id: workflowId, url } = workflows[name];
	const before = await newest(host, workflowId);
	const began = performance.now();
	const { status: answer, data: text } = await axios.post<unknown>(url, { items }, POST);
	const workflowMs = performance.now() - began;
	if (answer !== 200) throw new Error(`${name}: n8n answered ${answer} ${JSON.stringify(text)}`);
	await beforeReading();
	// After thousands of items n8n may take its own database for lost, and answers 503 until it has looked again.
	await host.builder.untilAnswered();
	const id = await until(`an execution of ${name}`, 30_000, async () => {
		const found = await newest(host, workflowId);
		return found !== before && found;
	});
	const execution = await settledExecution(host.builder, id, 60_000);
	const { status, data } = execution;
	const { error } = data.resultData;
	const measured = runOf(execution, 'Measured');
	const output = itemsOf(execution, 'Measured');
	const failed = output.some(({ json }) => json.error);
	if (!measured || status !== 'success' || output.length !== items.length || failed) {
		throw new Error(`${name} ended as ${status}, ${output.length} items: ${error?.message}`);
	}
	return { nodeMs: measured.executionTime, workflowMs };
}

async function newest({ builder }: Stage['host'], workflowId: string) {
	return (await builder.executions({ workflowId }))[0]?.id;
}
