/**
 * Prints what queries find in n8n's SQLite database, a line of JSON for each. Runs with n8n's Node and n8n's modules
 * (NODE_PATH); bytes come as latin1.
 *
 * usage: query.js <database> <SQL>...
 */
const [database, ...queries] = process.argv.slice(2);
// @ts-expect-error n8n's own driver, found through NODE_PATH
const { Database, OPEN_READONLY } = require('sqlite3');

const db = new Database(database, OPEN_READONLY);
db.configure('busyTimeout', 10_000);

/** @param {string} sql */
const run = async (sql) =>
	await new Promise((resolve, reject) => {
		db.all(sql, (/** @type {Error | null} */ error, /** @type {object[]} */ rows) =>
			error ? reject(error) : resolve(rows),
		);
	});

/** @param {string} _key @param {any} value */
const readable = (_key, value) =>
	value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value;

async function main() {
	for (const sql of queries) {
		process.stdout.write(`${JSON.stringify(await run(sql), readable)}\n`);
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
