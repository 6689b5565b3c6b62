const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');

const LIMIT_MS = 60_000;
const MOST_BYTES = 512 * 1024 * 1024;

/**
 * @param {import('../../e2e/n8n-host/n8n-instance').N8nInstance} instance with its own SQLite database
 * @param {string[]} queries
 * @returns {Promise<Record<string, any>[][]>} the rows that each of them finds
 */
async function query(instance, queries) {
	const { node, directory } = instance.options.installed;
	const { stdout } = await promisify(execFile)(
		node,
		[path.join(__dirname, 'query.js'), databaseOf(instance), ...queries],
		{
			env: { ...process.env, NODE_PATH: path.join(directory, 'node_modules') },
			maxBuffer: MOST_BYTES,
			timeout: LIMIT_MS,
		},
	);
	return stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
}

/** @param {import('../../e2e/n8n-host/n8n-instance').N8nInstance} instance */
const databaseOf = ({ userFolder }) => path.join(userFolder, '.n8n/database.sqlite');

/**
 * Every table as it is now.
 * @param {import('../../e2e/n8n-host/n8n-instance').N8nInstance} instance
 * @returns {Promise<{ table: string, rows: Record<string, any>[] }[]>}
 */
async function allTables(instance) {
	const [names] = await query(instance, ["SELECT name FROM sqlite_master WHERE type = 'table'"]);
	const tables = names.map(({ name }) => name);
	const rows = await query(
		instance,
		tables.map((name) => `SELECT * FROM "${name}"`),
	);
	return tables.map((table, index) => ({ table, rows: rows[index] }));
}

module.exports = { allTables, databaseOf, query };
