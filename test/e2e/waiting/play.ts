import axios from 'axios';

import { settledExecution, until } from '../n8n-host/wait';
import { assignBody } from '../../kore-simulator/assignBody';
import { jsonOf } from '../stage/execution';
import type { Execution } from '../n8n-host/rest';
import type { Kind } from './counter';
import type { Stage } from './stage';

/** The bot session of a transfer that names no other. */
export const SESSION = '6538f8a3c9cf425ee5cf0001';

/** The simulator posts no callback: the test does. */
export const NEVER = { callback: { when: 'never' as const } };

export const post = async (url: string, body: object = { status: 'transferred' }) =>
	await axios.post<unknown>(url, body, { validateStatus: () => true });

/** The name that its start gave the transfer. */
export const runNameOf = (execution: Execution) =>
	jsonOf<{ body: { run: string } }>(execution, 'Start')[0].body.run;

export type Play = ReturnType<typeof createPlay>;

/** What the tests do on the stage. */
export function createPlay(stage: () => Stage) {
	/** Starts a workflow and returns its execution as soon as it has ended or waits. */
	async function start(way: string, body: object = {}) {
		const { rest, n8n, simulator } = stage();
		const workflowId = `waiting${way[0].toUpperCase()}${way.slice(1)}`;
		const before = new Set((await rest.executions({ workflowId })).map(({ id }) => id));
		const agent = simulator.world.agents[0].id;
		await axios.post(`${n8n.url}webhook/start-${way}`, { session: SESSION, agent, ...body });
		const { id } = await until('the execution to start', 10_000, async () =>
			(await rest.executions({ workflowId })).find((execution) => !before.has(execution.id)),
		);
		return await settledExecution(rest, id);
	}

	/** Of all requests, in their order. */
	const callbackUrls = () =>
		stage()
			.simulator.requests()
			.map((request) => assignBody(request).callbackUrl);

	/** What has come out so far, as soon as there are `count`. */
	const seen = async (kind: Kind, count: number, limitMs: number = 20_000) =>
		await until(`${count} of ${kind}`, limitMs, async () => {
			const all = stage().counter.seen[kind];
			return all.length >= count ? all : undefined;
		});

	/** To be called before each test: nothing of the one before is seen. */
	const clear = () => {
		stage().simulator.reset();
		stage().counter.reset();
	};

	return { stage, start, callbackUrls, seen, clear };
}
