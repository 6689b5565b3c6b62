import type { Node } from './nodes';

/** By the name of the node they come from, and by their type. */
type Connections = Record<
	string,
	Record<string, { node: string; type: string; index: number }[][]>
>;

/** A workflow of one or more lines of nodes, in which each node follows the one before it. */
export function workflow(
	name: string,
	...lines: Node[][]
): { name: string; nodes: Node[]; connections: Connections; settings: object; active: boolean } {
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
