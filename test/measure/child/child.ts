import { fork } from 'node:child_process';
import { once } from 'node:events';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import type { Answers, Reply } from './serve';

/** A process of its own, so that what it does is not done on the time of what is measured. */
export interface Child<A extends Answers> {
	ask: <Q extends keyof A & string>(
		question: Q,
		...input: Parameters<A[Q]>
	) => Promise<Awaited<ReturnType<A[Q]>>>;
	stop: () => Promise<void>;
}

interface Waiting {
	resolve: (output: unknown) => void;
	reject: (error: Error) => void;
}

/**
 * @param script that calls `serve` with the answers of type A
 * @param options node: the Node to run it with
 */
export function startChild<A extends Answers>(
	script: string,
	{ node = process.execPath }: { node?: string } = {},
): Child<A> {
	const child = fork(script, [], { execPath: node, execArgv: RUN_TYPESCRIPT });
	const open = new Map<number, Waiting>();
	let nextId = 1;
	child.on('message', ({ id, output, trouble }: Reply) => {
		const waiting = open.get(id);
		open.delete(id);
		if (trouble === undefined) waiting?.resolve(output);
		else waiting?.reject(new Error(`In ${script}: ${trouble}`));
	});
	child.once('exit', (code, signal) => {
		for (const { reject } of open.values()) reject(new Error(`${script} ended: ${code ?? signal}`));
	});
	const send = async (question: string, input: unknown) =>
		await new Promise((resolve, reject) => {
			const id = nextId++;
			open.set(id, { resolve, reject });
			child.send({ id, question, input }, (error) => error && reject(error));
		});
	return {
		// What comes is what the function of the question returns.
		ask: (question, ...[input]) => send(question, input) as Promise<never>,
		stop: async () => {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const ended = once(child, 'exit');
			child.disconnect();
			await ended;
		},
	};
}
