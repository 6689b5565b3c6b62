const { fork } = require('node:child_process');
const { once } = require('node:events');

/**
 * A process of its own, so that what it does is not done on the time of what is measured.
 * @typedef {object} Child
 * @property {(question: string, input?: unknown) => Promise<any>} ask
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} script that calls `serve`
 * @param {{ node?: string }} [options] node: the Node to run it with
 * @returns {Child}
 */
function startChild(script, { node = process.execPath } = {}) {
	const child = fork(script, [], { execPath: node, execArgv: [] });
	/** @type {Map<number, { resolve: (output: any) => void, reject: (error: Error) => void }>} */
	const open = new Map();
	let nextId = 1;
	child.on('message', (/** @type {any} */ { id, output, trouble }) => {
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

module.exports = { startChild };
