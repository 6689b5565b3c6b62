import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import type { N8nInstance } from '../../e2e/n8n-host/n8n-instance';

const LIMIT_MS = 60_000;
const MOST_BYTES = 512 * 1024 * 1024;

/** By the names of its columns. */
type Row = Record<string, unknown>;

/** @returns the rows that each of the queries finds in n8n's own database: SQLite, or the PostgreSQL of its settings */
export async function query<Found extends object = Row>(
	instance: N8nInstance,
	queries: string[],
): Promise<Found[][]> {
	const { installed, env } = instance.options;
	const { node, directory } = installed;
	const { stdout } = await promisify(execFile)(
		node,
		[...RUN_TYPESCRIPT, path.join(__dirname, 'query.ts'), instance.databaseFile, ...queries],
		{
			env: { ...process.env, ...env, NODE_PATH: path.join(directory, 'node_modules') },
			maxBuffer: MOST_BYTES,
			timeout: LIMIT_MS,
		},
	);
	return stdout
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Found[]);
}

/** Every table as it is now. */
export async function allTables(instance: N8nInstance): Promise<{ table: string; rows: Row[] }[]> {
	const [names] = await query(instance, ["SELECT name FROM sqlite_master WHERE type = 'table'"]);
	const tables = names.map(({ name }) => String(name));
	const rows = await query(
		instance,
		tables.map((name) => `SELECT * FROM "${name}"`),
	);
	return tables.map((table, index) => ({ table, rows: rows[index] }));
}
