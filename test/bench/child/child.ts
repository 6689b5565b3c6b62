import { fork } from 'node:child_process';
import { once } from 'node:events';

import { RUN_TYPESCRIPT } from '../../run-typescript';

/** A process of its own, so that what it does is not done on the time of what is measured. */
export interface Child {
	ask: (question: string, input?: unknown) => Promise<any>;
	stop: () => Promise<void>;
}

/**
 * @param script that calls `serve`
 * @param options node: the Node to run it with
 */
export function startChild(
	script: string,
	{ node = process.execPath }: { node?: string } = {},
): Child {
	const child = fork(script, [], { execPath: node, execArgv: RUN_TYPESCRIPT });
	const open: Map<number, { resolve: (output: any) => void; reject: (error: Error) => void }> =
		new Map();
	let nextId = 1;
	child.on('message', ({ id, output, trouble }: any) => {
		const waiting = open.get(id);
		open.delete(id);
		if (trouble === undefined) waiting?.resolve(output);
		else waiting?.reject(new Error(`In ${script}: ${trouble}`));
	});
	child.once('exit', (code, signal) => {
		for (const { reject } of open.values()) reject(new Error(`${script} ended: ${code ?? signal}`));
	});
	return {
		ask: async (question, input) =>
			await new Promise((resolve, reject) => {
				const id = nextId++;
				open.set(id, { resolve, reject });
				child.send({ id, question, input }, (error) => error && reject(error));
			}),
		stop: async () => {
			if (child.exitCode !== null || child.signalCode !== null) return;
			const ended = once(child, 'exit');
			child.disconnect();
			await ended;
		},
	};
}
