// n8n's own database drivers, found through NODE_PATH: what a script that runs with n8n's Node uses of them.

declare module 'sqlite3' {
	export const OPEN_READONLY: number;
	export class Database {
		constructor(file: string, mode?: number);
		configure(option: 'busyTimeout', milliseconds: number): void;
		all(sql: string, callback: (error: Error | null, rows: object[]) => void): void;
	}
}

declare module 'pg' {
	export class Client {
		constructor(options: object);
		connect(): Promise<void>;
		query<Row>(sql: string): Promise<{ rows: Row[] }>;
	}
}
