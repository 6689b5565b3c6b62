import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';

import { readArguments } from '../arguments';
import { atATime } from '../parallel';
import { table } from '../report/table';
import { runTool, say } from '../tool';
import { assignBody, sessionOf } from '../../kore-simulator/assignBody';
import { forgeries } from '../../e2e/waiting/forge';
import { ROWS, type Row } from './rows';
import { until } from '../../e2e/n8n-host/wait';
import { setTheStage, type Stage } from '../../e2e/waiting/stage';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import type { Counter } from '../../e2e/waiting/counter';

const QUIET_MS = 5000;
const REQUEST_LIMIT_MS = 30_000;

const USAGE = `Counts how many waiting executions a callback reaches, by when it arrives.

usage: npx tsx test/measure/waiting/cli.ts [--transfers 200] [--rows "before,5 ms"] [--n8n 1.123.81] [--queue]`;

async function measure(stage: Stage, way: 'direct' | 'trigger', row: Row, transfers: number) {
	const { simulator, counter } = stage;
	simulator.reset();
	simulator.setBehavior(row.behavior);
	counter.reset();
	const begin = Date.now();
	await startTransfers(stage, way, row, transfers);
	const resumedByForged = row.forged ? await postForged(stage) : 0;
	const { times = 1, simultaneous = 1, when } = row.behavior.callback;
	if (when !== 'never') await simulator.waitForCallbacks(transfers * times * simultaneous, 120_000);
	await untilQuiet(counter);
	// Executions that missed their callback in a row before may end meanwhile.
	const own = ({ correlation }: TransferResult) =>
		correlation.run?.startsWith(`${way} ${row.name}`);
	const result = counter.seen.result.filter(own);
	const event = counter.seen.event.filter(own);
	const runs = result.map(({ correlation }) => correlation.run);
	return {
		way,
		row: row.name,
		transfers,
		delivered: new Set(runs).size,
		twice: runs.length - new Set(runs).size,
		wrong: result.filter(({ outcome }) => outcome !== 'transferred').length,
		events: event.length,
		resumed: event.filter(({ resumed }) => resumed).length,
		resumedByForged,
		seconds: Math.round((Date.now() - begin) / 1000),
	};
}

/** The next one when Kore has been asked for the last. */
async function startTransfers(
	{ simulator, n8n }: Stage,
	way: string,
	{ name, parallel = 1 }: Row,
	transfers: number,
) {
	const agent = simulator.world.agents[0].id;
	const numbers = Array.from({ length: transfers }, (_, number) => String(number));
	await atATime(parallel, numbers, async (number) => {
		const run = `${way} ${name} ${number}`;
		const session = `6538f8a3c9cf425ee5c${number.padStart(5, '0')}`;
		// Longer than all rows take.
		await axios.post(`${n8n.url}webhook/start-${way}`, { run, session, agent, limit: 120 });
		const isAsked = async () =>
			simulator.requests().some((request) => sessionOf(request) === session);
		await until(`the request of ${run}`, REQUEST_LIMIT_MS, isAsked, 4);
	});
}

/**
 * Posts three forgeries for every transfer, then the genuine callback, so that it shows that all were still waiting.
 *
 * @returns how many executions had gone on before the genuine one
 */
async function postForged({ simulator, counter }: Stage): Promise<number> {
	await sleep(QUIET_MS);
	const urls = simulator.requests().map((request) => assignBody(request).callbackUrl);
	const post = async (url: string) =>
		(await axios.post(url, { status: 'transferred' }, { validateStatus: () => true })).status;
	for (const url of urls) {
		for (const one of forgeries(url)) {
			const status = await post(one);
			if (status !== 401) throw new Error(`A forged callback was answered ${status}`);
		}
	}
	await sleep(QUIET_MS);
	const resumed = counter.seen.result.filter(({ outcome }) => outcome === 'transferred').length;
	for (const url of urls) await post(url);
	return resumed;
}

/** Nothing more comes out: the trigger pauses for at most two seconds between its tries. */
async function untilQuiet({ seen }: Counter) {
	let last = -1;
	for (let quiet = 0; quiet < QUIET_MS; quiet += 200) {
		await sleep(200);
		const count = seen.result.length + seen.event.length;
		if (count !== last) quiet = 0;
		last = count;
	}
}

async function main() {
	const given = readArguments(USAGE, { transfers: 200, rows: '', n8n: '', queue: false });
	const wanted = given.rows.split(',').map((name) => name.trim());
	const rows = ROWS.filter(({ name }) => wanted.some((one) => name.startsWith(one)));
	const stage = await setTheStage({ version: given.n8n || undefined, queue: given.queue });
	try {
		const lines = [];
		for (const row of rows) {
			for (const way of ['direct', 'trigger'] as const) {
				const line = await measure(stage, way, row, given.transfers);
				say(JSON.stringify(line));
				lines.push(line);
			}
		}
		const names = Object.keys(lines[0]) as (keyof (typeof lines)[0])[];
		say(
			table(
				names,
				lines.map((line) => names.map((name) => line[name])),
			),
		);
	} finally {
		await stage.stop();
	}
}

runTool(main);
