/**
 * @typedef {import('./nodes').Node} Node
 *
 * @typedef {Record<string, Record<string, { node: string, type: string, index: number }[][]>>} Connections by the name of
 *   the node they come from, and by their type
 */

/**
 * A workflow of one or more lines of nodes, in which each node follows the one before it.
 * @param {string} name
 * @param {...Node[]} lines
 * @returns {{ name: string, nodes: Node[], connections: Connections, settings: object, active: boolean }}
 */
function workflow(name, ...lines) {
	const connections = lines.flatMap((line) =>
		line.slice(1).map((next, index) => [line[index].name, next.name]),
	);
	return {
		name,
		nodes: lines.flat(),
		connections: Object.fromEntries(
			connections.map(([from, to]) => [from, { main: [[{ node: to, type: 'main', index: 0 }]] }]),
		),
		settings: { executionOrder: 'v1' },
		active: false,
	};
}

module.exports = { workflow };
