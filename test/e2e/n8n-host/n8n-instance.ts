import { randomBytes } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import { n8nEnvironment } from './environment';
import { lastLines, readLog, untilReady } from './n8n-process';
import { Trouble } from './trouble';
import type { Installed } from './cache';
import type { Guard, Guarded } from './guarded';

const STOP_LIMIT_MS = 15_000;

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

	/** @param releasePorts is called when n8n is about to take them */
	async start(releasePorts = async () => {}) {
		const { installed, command = 'start', ca } = this.options;
		if (ca) await fs.writeFile(this.#caFile, ca);
		const earlier = await readLog(this.logFile);
		await releasePorts();
		this.#server = this.#run(installed.node, [installed.n8n, command], this.logFile);
		await untilReady(this, this.#server.exited, earlier);
	}

	/** Runs one of n8n's commands and returns its output. */
	async cli(args: string[]): Promise<string> {
		const { node, n8n } = this.options.installed;
		return await this.#output(node, [n8n, ...args]);
	}

	/** Runs a script with n8n's Node, modules (through NODE_PATH) and settings, and returns its output. */
	async script(args: string[]): Promise<string> {
		const { node, directory } = this.options.installed;
		const modules = { NODE_PATH: path.join(directory, 'node_modules') };
		return await this.#output(node, [...RUN_TYPESCRIPT, ...args], modules);
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

	async #output(command: string, args: string[], env?: Record<string, string>) {
		const log = path.join(this.userFolder, 'command.log');
		await fs.rm(log, { force: true });
		const { code } = await this.#run(command, args, log, env).exited;
		const output = await readLog(log);
		// n8n's commands report some failures only in words.
		if (code === 0 && !/An error occurred|Error updating database/.test(output)) return output;
		throw new Trouble(`"${args.join(' ')}" failed:\n${lastLines(output)}`, 'Look at these lines.');
	}

	#run(command: string, args: string[], log: string, more?: Record<string, string>) {
		const { installed, ca, env } = this.options;
		const own = {
			N8N_USER_FOLDER: this.userFolder,
			N8N_ENCRYPTION_KEY: this.#encryptionKey,
			N8N_RUNNERS_BROKER_PORT: String(this.brokerPort),
			...env,
			...(ca && { NODE_EXTRA_CA_CERTS: this.#caFile }),
			...more,
		};
		const settings = n8nEnvironment(installed.node, this.port, own);
		return this.#guard.run(command, args, { cwd: this.userFolder, log, env: settings });
	}

	get #caFile() {
		return path.join(this.userFolder, 'ca.pem');
	}
}
