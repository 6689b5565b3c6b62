'use strict';

const { readFileSync } = require('node:fs');
const path = require('node:path');
const { until } = require('../n8n-host/wait');
const { isSaved } = require('../stage/execution');
const { CREDENTIALS } = require('./workflows');

const FILE = path.join(__dirname, '../../../examples/assign-and-wait/assign-and-wait.json');
/** @type {{ nodes: any[] }} */
const example = JSON.parse(readFileSync(FILE, 'utf8'));
const FIRST = 'Assign to Their Agent';

/** @typedef {import('../n8n-host/rest').N8nRest} N8nRest */

/**
 * The example as a builder imports it, with the credential chosen.
 * @param {N8nRest} rest
 * @param {object} [changes] of the parameters of its first Kore node
 * @returns {Promise<string>} id of the workflow
 */
async function importExample(rest, changes) {
	const credentials = { koreAgentAssistApi: { id: 'kore-trigger', name: CREDENTIALS.trigger } };
	const nodes = example.nodes.map((node) => ({
		...node,
		...('credentials' in node && { credentials }),
		...(node.name === FIRST && { parameters: { ...node.parameters, ...changes } }),
	}));
	const { id } = await rest.createWorkflow({ ...example, nodes, active: false });
	return id;
}

/** @param {N8nRest} rest @param {string} id of its execution @param {number} [limitMs] */
async function endOfExample(rest, id, limitMs = 30_000) {
	return await until('the end of the example', limitMs, async () => {
		const before = await rest.execution(id);
		// n8n 1.x saves the status first: what was read with it may be older than it.
		const execution = await rest.execution(id);
		const isOver = [before, execution].every(({ status }) => status !== 'waiting');
		return isOver && isSaved(execution) && !execution.data.waitTill && execution;
	});
}

module.exports = { endOfExample, importExample };
