import fs from 'node:fs';
import readline from 'node:readline';

import { until } from '../../e2e/n8n-host/wait';
import { resultsOf } from '../../e2e/stage/execution';
import { leaks } from '../../hostile/secrets';
import { readExecutions } from '../kills/executions';
import type { Stage } from './stage';

/** An execution that should not be may come a moment after the last that should. */
const SETTLED_MS = 2_000;

/**
 * How many executions each kind has started.
 *
 * @param expected in all
 */
export async function countStarted(scene: Stage, expected: number) {
	const { stage, nameOf } = scene;
	await until(`${expected} executions`, 60_000, async () => (await ids(scene)).length >= expected);
	await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
	const started: Record<string, number> = {};
	for (const id of await ids(scene)) {
		const [event] = resultsOf(await stage.finished(id), 'Result');
		const kind = nameOf(event?.botSessionId);
		started[kind] = (started[kind] ?? 0) + 1;
	}
	return started;
}

/** @returns of all the trigger's executions */
const ids = async ({ stage, receiverId }: Stage): Promise<string[]> =>
	(await readExecutions(stage.builder, [receiverId])).map(({ id }) => id);

/** Line by line: n8n's debug log may be longer than a string can be. */
export async function leaksOfLog(file: string, secrets: string[]) {
	const found = new Set<string>();
	let lines = 0;
	for await (const line of readline.createInterface(fs.createReadStream(file))) {
		lines += 1;
		if (leaks(line, secrets).length > 0) found.add(line.slice(0, 300));
	}
	return { lines, found: [...found] };
}
