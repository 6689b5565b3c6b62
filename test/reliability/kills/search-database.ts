/**
 * Finds, in n8n's own database, the executions of a workflow whose saved data hold certain texts: a second opinion on
 * what n8n's REST API shows. Runs with n8n's Node, modules and settings, see `N8nInstance.script`.
 *
 * usage: search-database.ts <SQLite file> <workflow id> <texts, as JSON>; prints JSON: for each text the executions' ids
 */
// Not when they are needed: Node's import() does not look where NODE_PATH says.
import { Client } from 'pg';
import { Database, OPEN_READONLY } from 'sqlite3';

const [file, workflowId, texts] = process.argv.slice(2);

const SQL = `SELECT e.id AS id, d.data AS data FROM execution_entity e
	JOIN execution_data d ON d."executionId" = e.id WHERE e."workflowId" = `;

export type Row = { id: number | string; data: string };

async function fromPostgres(): Promise<Row[]> {
	const { env } = process;
	const client = new Client({
		host: env.DB_POSTGRESDB_HOST,
		port: Number(env.DB_POSTGRESDB_PORT),
		database: env.DB_POSTGRESDB_DATABASE,
		user: env.DB_POSTGRESDB_USER,
		password: env.DB_POSTGRESDB_PASSWORD,
	});
	await client.connect();
	const { rows } = await client.query<Row>(`${SQL} $1`, [workflowId]);
	await client.end();
	return rows;
}

async function fromSqlite(): Promise<Row[]> {
	const database = new Database(file, OPEN_READONLY);
	return await new Promise((resolve, reject) => {
		database.all(`${SQL} ?`, [workflowId], (error: Error | null, rows: Row[]) =>
			error ? reject(error) : resolve(rows),
		);
	});
}

async function main() {
	const rows = await (process.env.DB_TYPE === 'postgresdb' ? fromPostgres() : fromSqlite());
	const found = (JSON.parse(texts) as string[]).map((text) => [
		text,
		rows.filter(({ data }) => data.includes(text)).map(({ id }) => String(id)),
	]);
	process.stdout.write(JSON.stringify(Object.fromEntries(found)));
}

main().catch((error) => {
	console.error(error);
	process.exitCode = 1;
});
