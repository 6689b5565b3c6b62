/**
 * Prints what queries find in n8n's SQLite database, a line of JSON for each. Runs with n8n's Node and n8n's modules
 * (NODE_PATH); bytes come as latin1.
 *
 * usage: query.ts <database> <SQL>...
 */
import { Database, OPEN_READONLY } from 'sqlite3';

const [database, ...queries] = process.argv.slice(2);

const db = new Database(database, OPEN_READONLY);
db.configure('busyTimeout', 10_000);

const run = async (sql: string) =>
	await new Promise((resolve, reject) => {
		db.all(sql, (error: Error | null, rows: object[]) => (error ? reject(error) : resolve(rows)));
	});

/** A Buffer as JSON has it. */
interface Bytes {
	type: 'Buffer';
	data: number[];
}

const isBytes = (value: unknown): value is Bytes =>
	typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';

const readable = (_key: string, value: unknown) =>
	isBytes(value) ? Buffer.from(value.data).toString('latin1') : value;

async function main() {
	for (const sql of queries) {
		process.stdout.write(`${JSON.stringify(await run(sql), readable)}\n`);
	}
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
