import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import './freshConnections';
import { n8nEnvironment } from './environment';
import { lastLines, readLog, untilStarted } from './started';
import { Trouble } from './trouble';
import type { Installed } from './cache';
import type { Guard, Guarded } from './guarded';

const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 15_000;
const ANSWER_LIMIT_MS = 2_000;

export interface StartOptions {
	installed: Installed;
	/** Of the package under test. */
	tarball: string;
	/** A free one by default. */
	port?: number;
	/** Which of n8n's processes it is; `start`, the main one, by default. */
	command?: 'start' | 'worker' | 'webhook';
	/** One that several processes share; one of its own by default. */
	encryptionKey?: string;
	/** More settings for n8n. */
	env?: Record<string, string>;
	/** Certificate of an authority that n8n is to trust, PEM. */
	ca?: string;
	/**
	 * Runs before n8n is started, with the final address: the time for `cli`. It runs again if another process took the
	 * port meanwhile.
	 */
	setup?: (instance: N8nInstance) => Promise<void>;
}

/** One n8n in a throw-away folder. Neither outlives this process. */
export class N8nInstance {
	/** Of n8n's editor and webhooks. */
	port = 0;
	/** Where n8n's task runner finds n8n. */
	brokerPort = 0;
	readonly userFolder: string;
	readonly logFile: string;
	readonly #guard: Guard;
	readonly #encryptionKey: string;
	#server: Guarded | undefined;

	constructor(
		guard: Guard,
		readonly options: StartOptions,
	) {
		this.#guard = guard;
		this.userFolder = guard.folder;
		this.logFile = path.join(guard.folder, 'n8n.log');
		this.#encryptionKey = options.encryptionKey ?? randomBytes(24).toString('hex');
	}

	get url() {
		return `http://127.0.0.1:${this.port}/`;
	}

	/** n8n's own SQLite database. */
	get databaseFile() {
		return path.join(this.userFolder, '.n8n/database.sqlite');
	}

	async start() {
		const { command = 'start', ca } = this.options;
		if (ca) await fs.writeFile(this.#caFile, ca);
		const earlier = await readLog(this.logFile);
		this.#server = this.#run([command], this.logFile);
		const started = { exited: this.#server.exited, log: this.logFile, earlier };
		await untilStarted('n8n', started, START_LIMIT_MS, async () => {
			const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
			return await fetch(`${this.url}healthz/readiness`, { signal }).then(
				({ ok }) => ok,
				() => false,
			);
		});
	}

	/** Runs one of n8n's commands and returns its output. */
	async cli(args: string[]): Promise<string> {
		const log = path.join(this.userFolder, 'command.log');
		await fs.rm(log, { force: true });
		const code = await this.#run(args, log).exited;
		const output = await readLog(log);
		// n8n's commands report some failures only in words.
		if (code === 0 && !/An error occurred|Error updating database/.test(output)) return output;
		throw new Trouble(`"${args.join(' ')}" failed:\n${lastLines(output)}`, 'Look at these lines.');
	}

	/** Resolves when n8n has ended, by itself or by one of the methods below. */
	async ended() {
		await this.#server?.exited;
	}

	/** Ends n8n as a crash does. */
	async kill() {
		this.#server?.signal('SIGKILL');
		await this.ended();
	}

	/** Starts n8n again with the same folder and address, after `kill()` or in place of the running one. */
	async restart() {
		this.#server?.signal('SIGTERM');
		const timer = setTimeout(() => this.#server?.signal('SIGKILL'), STOP_LIMIT_MS);
		await this.ended();
		clearTimeout(timer);
		await this.start();
	}

	/** Ends n8n and removes its folder. */
	async stop() {
		await this.#guard.end();
	}

	/** @returns where the log is: a copy that outlives the instance */
	async keepLog(): Promise<string> {
		const kept = `${this.userFolder}.log`;
		return await fs.copyFile(this.logFile, kept).then(
			() => kept,
			() => 'none',
		);
	}

	#run(args: string[], log: string) {
		const { installed, ca, env } = this.options;
		const { node, n8n } = installed;
		const own = {
			N8N_USER_FOLDER: this.userFolder,
			N8N_ENCRYPTION_KEY: this.#encryptionKey,
			N8N_RUNNERS_BROKER_PORT: String(this.brokerPort),
			...env,
			...(ca && { NODE_EXTRA_CA_CERTS: this.#caFile }),
		};
		const settings = n8nEnvironment(node, this.port, own);
		return this.#guard.run(node, [n8n, ...args], { cwd: this.userFolder, log, env: settings });
	}

	get #caFile() {
		return path.join(this.userFolder, 'ca.pem');
	}
}
