/**
 * Prints what queries find in n8n's database, a line of JSON for each. Runs with n8n's Node, its modules (NODE_PATH) and
 * its settings of a PostgreSQL, if it has one; bytes come as latin1.
 *
 * usage: query.ts <SQLite file> <SQL>...
 */
// Not when they are needed: Node's import() does not look where NODE_PATH says.
import { Client } from 'pg';
import { Database, OPEN_READONLY } from 'sqlite3';

type Run = (sql: string) => Promise<object[]>;

async function ofPostgres(): Promise<Run> {
	const { env } = process;
	const client = new Client({
		host: env.DB_POSTGRESDB_HOST,
		port: Number(env.DB_POSTGRESDB_PORT),
		database: env.DB_POSTGRESDB_DATABASE,
		user: env.DB_POSTGRESDB_USER,
		password: env.DB_POSTGRESDB_PASSWORD,
	});
	await client.connect();
	return async (sql) => (await client.query<object>(sql)).rows;
}

function ofSqlite(file: string): Run {
	const database = new Database(file, OPEN_READONLY);
	database.configure('busyTimeout', 10_000);
	return async (sql) =>
		await new Promise((resolve, reject) => {
			database.all(sql, (error: Error | null, rows: object[]) =>
				error ? reject(error) : resolve(rows),
			);
		});
}

/** A Buffer as JSON has it. */
interface Bytes {
	type: 'Buffer';
	data: number[];
}

const isBytes = (value: unknown): value is Bytes =>
	typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer';

const readable = (_key: string, value: unknown) =>
	isBytes(value) ? Buffer.from(value.data).toString('latin1') : value;

async function main([file, ...queries]: string[]) {
	const run = process.env.DB_TYPE === 'postgresdb' ? await ofPostgres() : ofSqlite(file);
	for (const sql of queries) {
		const line = `${JSON.stringify(await run(sql), readable)}\n`;
		await new Promise((done) => process.stdout.write(line, done));
	}
	// A connection to PostgreSQL would keep it alive.
	process.exit();
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error);
	process.exit(1);
});
