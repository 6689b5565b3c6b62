const { execFileSync } = require('node:child_process');
const fs = require('node:fs/promises');
const path = require('node:path');

const { parseFlatted } = require('../../e2e/n8n-host/flatted');
const { allTables } = require('../database/database');
const { leavesOf } = require('./leaves');

/**
 * @typedef {import('./stage').Text} Text
 *
 * @typedef {object} Place
 * @property {string} name
 * @property {Text[]} texts
 * @property {string} proof something that must stand there, as nothing is found in what could not be read
 */

const PACKAGE = 'n8n-nodes-kore-agentassist';

/**
 * All that came out of n8n, and the package itself.
 * @param {import('./stage').SecretStage} secret
 * @param {any[]} executions with their data
 * @returns {Promise<Place[]>}
 */
async function placesOf({ stage, ways, toEditor, toSenders }, executions) {
	const { instance, simulator } = stage;
	const botSession = '6538f8a3c9cf425ee5cf0001';
	const answers = simulator.callbacks().map(({ status, answer }) => ({
		at: `HTTP ${status}`,
		text: answer,
	}));
	const { logs, others } = await filesOf(instance.userFolder);
	return [
		{ name: 'items and errors (REST)', texts: executions.flatMap(ofExecution), proof: botSession },
		{ name: 'database, by column', texts: await columnsOf(stage), proof: botSession },
		{ name: "n8n's files as bytes", texts: others, proof: botSession },
		{ name: "n8n's logs", texts: logs, proof: 'refused a callback (401)' },
		{ name: 'answers to callbacks', texts: [...answers, ...toSenders], proof: 'Unauthorized' },
		{ name: 'answers to the editor', texts: toEditor, proof: ways[0].data.clientId },
		{ name: 'tarball', texts: tarballOf(instance), proof: PACKAGE },
	];
}

/** @param {any} execution @returns {Text[]} */
const ofExecution = ({ data, ...rest }) => [
	...leavesOf(data, 'data'),
	...leavesOf(rest, 'execution'),
];

/** @param {import('../../e2e/stage/stage').Stage} stage @returns {Promise<Text[]>} */
async function columnsOf({ instance }) {
	const tables = await allTables(instance);
	return tables.flatMap(({ table, rows }) =>
		rows.flatMap((row) =>
			Object.entries(row).flatMap(([column, value]) => columnOf(`${table}.${column}`, value)),
		),
	);
}

/** Execution data as the tree that it is: where in it something stands is what matters. @param {string} at @param {unknown} value @returns {Text[]} */
function columnOf(at, value) {
	if (typeof value !== 'string') return [];
	if (at === 'execution_data.data') return leavesOf(parseFlatted(value), at);
	return [{ at, text: value }];
}

/** The package, which is searched as the tarball, and n8n's editor, which n8n unpacks at its start. */
const SHIPPED = ['node_modules', '.cache'];

/** @param {string} folder */
async function filesOf(folder) {
	/** @type {Text[]} */
	const logs = [];
	/** @type {Text[]} */
	const others = [];
	for (const entry of await fs.readdir(folder, { withFileTypes: true, recursive: true })) {
		const file = path.join(entry.parentPath, entry.name);
		const at = path.relative(folder, file);
		if (!entry.isFile() || at.split(path.sep).some((part) => SHIPPED.includes(part))) continue;
		(at.endsWith('.log') ? logs : others).push({ at, text: await fs.readFile(file, 'latin1') });
	}
	return { logs, others };
}

/** @param {import('../../e2e/n8n-host/n8n-instance').N8nInstance} instance @returns {Text[]} */
function tarballOf({ options: { tarball } }) {
	const unpack = { maxBuffer: 64 * 1024 * 1024, encoding: /** @type {const} */ ('latin1') };
	return [{ at: 'tarball', text: execFileSync('tar', ['-xzOf', tarball], unpack) }];
}

module.exports = { placesOf };
