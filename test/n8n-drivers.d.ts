// n8n's own database drivers, found through NODE_PATH: what the scripts that run with n8n's Node use of them.

declare module 'sqlite3' {
	export const OPEN_READONLY: number;
	export class Database {
		constructor(file: string, mode?: number);
		configure(option: 'busyTimeout', milliseconds: number): void;
		all(sql: string, callback: (error: Error | null, rows: object[]) => void): void;
		all<Row>(
			sql: string,
			values: unknown[],
			callback: (error: Error | null, rows: Row[]) => void,
		): void;
	}
}

declare module 'pg' {
	export class Client {
		constructor(options: object);
		connect(): Promise<void>;
		query<Row>(sql: string, values: unknown[]): Promise<{ rows: Row[] }>;
		end(): Promise<void>;
	}
}
