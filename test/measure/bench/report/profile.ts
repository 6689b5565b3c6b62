/** Of V8's CPU profile. */
interface ProfileNode {
	id: number;
	callFrame: { functionName: string; url: string; lineNumber: number };
	children?: number[];
}

export interface Profile {
	nodes: ProfileNode[];
	samples: number[];
	/** Microseconds, one for each sample. */
	timeDeltas: number[];
}

/** Milliseconds, the most first */
type Rows = [string, number][];

/** @returns the package, or what else it is */
function ownerOf(url: string): string {
	const file = decodeURIComponent(url);
	if (file.includes('n8n-nodes-kore-agentassist/dist/')) return file.split('/dist/').at(-1) ?? '';
	const [, name] = file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
	return name ?? (file || '(V8)');
}

function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode) {
	const owner = ownerOf(url);
	const inV8 = owner === '(V8)';
	return `${functionName || '(anonymous)'}${inV8 ? '' : ` ${owner}:${lineNumber + 1}`}`;
}

const sorted = (sums: Map<string, number>): Rows => [...sums].sort(([, a], [, b]) => b - a);

const add = (sums: Map<string, number>, key: string, ms: number) =>
	sums.set(key, (sums.get(key) ?? 0) + ms);

/**
 * @returns own time by package and by function, and the time of each of our functions with all that it calls
 */
export function summarize({ nodes, samples, timeDeltas }: Profile): {
	owners: Rows;
	functions: Rows;
	ours: Rows;
} {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	const parents = new Map<number, number>();
	for (const { id, children = [] } of nodes) for (const child of children) parents.set(child, id);
	const own = new Map<number, number>();
	samples.forEach((id, index) => own.set(id, (own.get(id) ?? 0) + timeDeltas[index] / 1000));

	const [owners, functions, ours] = [0, 1, 2].map(() => new Map<string, number>());
	for (const [id, ms] of own) {
		const node = byId.get(id) as ProfileNode;
		const { url, functionName } = node.callFrame;
		add(owners, url ? ownerOf(url) : functionName, ms);
		add(functions, nameOf(node), ms);
		// A function that calls itself counts once.
		const seen = new Set<string>();
		for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
			const caller = byId.get(at) as ProfileNode;
			const name = nameOf(caller);
			const isOurs = caller.callFrame.url.includes('n8n-nodes-kore-agentassist/dist/');
			if (isOurs && !seen.has(name)) add(ours, name, ms);
			seen.add(name);
		}
	}
	return { owners: sorted(owners), functions: sorted(functions), ours: sorted(ours) };
}
