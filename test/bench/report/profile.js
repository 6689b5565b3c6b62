/**
 * @typedef {object} ProfileNode of V8's CPU profile
 * @property {number} id
 * @property {{ functionName: string, url: string, lineNumber: number }} callFrame
 * @property {number[]} [children]
 *
 * @typedef {{ nodes: ProfileNode[], samples: number[], timeDeltas: number[] }} Profile
 * @typedef {[string, number][]} Rows milliseconds, the most first
 */

/** @param {string} url @returns {string} the package, or what else it is */
function ownerOf(url) {
	const file = decodeURIComponent(url);
	if (file.includes('n8n-nodes-kore-agentassist/dist/')) return file.split('/dist/').at(-1) ?? '';
	const [, name] = file.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/) ?? [];
	return name ?? (file || '(V8)');
}

/** @param {ProfileNode} node */
function nameOf({ callFrame: { functionName, url, lineNumber } }) {
	const owner = ownerOf(url);
	const inV8 = owner === '(V8)';
	return `${functionName || '(anonymous)'}${inV8 ? '' : ` ${owner}:${lineNumber + 1}`}`;
}

/** @param {Map<string, number>} sums @returns {Rows} */
const sorted = (sums) => [...sums].sort(([, a], [, b]) => b - a);

/** @param {Map<string, number>} sums @param {string} key @param {number} ms */
const add = (sums, key, ms) => sums.set(key, (sums.get(key) ?? 0) + ms);

/**
 * @param {Profile} profile
 * @returns {{ owners: Rows, functions: Rows, ours: Rows }} own time by package and by function, and the time of each of
 *   our functions with all that it calls
 */
function summarize({ nodes, samples, timeDeltas }) {
	const byId = new Map(nodes.map((node) => [node.id, node]));
	/** @type {Map<number, number>} */
	const parents = new Map();
	for (const { id, children = [] } of nodes) for (const child of children) parents.set(child, id);
	/** @type {Map<number, number>} */
	const own = new Map();
	samples.forEach((id, index) => own.set(id, (own.get(id) ?? 0) + timeDeltas[index] / 1000));

	/** @type {Map<string, number>[]} */
	const [owners, functions, ours] = [new Map(), new Map(), new Map()];
	for (const [id, ms] of own) {
		const node = /** @type {ProfileNode} */ (byId.get(id));
		const { url, functionName } = node.callFrame;
		add(owners, url ? ownerOf(url) : functionName, ms);
		add(functions, nameOf(node), ms);
		/** @type {Set<string>} a function that calls itself counts once */
		const seen = new Set();
		for (let at = /** @type {number | undefined} */ (id); at !== undefined; at = parents.get(at)) {
			const caller = /** @type {ProfileNode} */ (byId.get(at));
			const name = nameOf(caller);
			const isOurs = caller.callFrame.url.includes('n8n-nodes-kore-agentassist/dist/');
			if (isOurs && !seen.has(name)) add(ours, name, ms);
			seen.add(name);
		}
	}
	return { owners: sorted(owners), functions: sorted(functions), ours: sorted(ours) };
}

module.exports = { summarize };
