import fs from 'node:fs/promises';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import { n8nEnvironment } from './environment';
import { untilReady, stopGently, lastLines } from './n8n-process';
import { Trouble } from './trouble';
import type { Installed } from './cache';
import type { Guard, Guarded } from './guarded';

const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 15_000;

export interface StartOptions {
	installed: Installed;
	/** of the package under test */
	tarball: string;
	/** a free one by default */
	port?: number;
	/** which of n8n's processes it is; `start`, the main one, by default */
	command?: 'start' | 'worker' | 'webhook';
	/** one that several processes share; one of its own by default */
	encryptionKey?: string;
	/** more settings for n8n */
	env?: Record<string, string>;
	/** certificate of an authority that n8n is to trust, PEM */
	ca?: string;
	/**
	 * runs before n8n is started, with the final address: the time for `cli`. It runs again if another
	 * process took the port meanwhile.
	 */
	setup?: (instance: N8nInstance) => Promise<void>;
}

/** One n8n in a throw-away folder. Neither outlives this process. */
export class N8nInstance {
	guard: Guard;
	options: StartOptions;
	userFolder: string;
	logFile: string;
	port: number;
	brokerPort: number;
	encryptionKey: string;
	server: Guarded | undefined;
	calls: number;

	constructor(guard: Guard, options: StartOptions) {
		this.guard = guard;
		this.options = options;
		this.userFolder = guard.folder;
		this.logFile = path.join(guard.folder, 'n8n.log');
		this.port = 0;
		this.brokerPort = 0;
		this.encryptionKey = options.encryptionKey ?? randomBytes(24).toString('hex');
		this.server = undefined;
		this.calls = 0;
	}

	get url() {
		return `http://127.0.0.1:${this.port}/`;
	}

	get editorUrl() {
		return this.url;
	}

	/** Runs one of n8n's commands and returns its output. */
	async cli(args: string[]): Promise<string> {
		const { node, n8n } = this.options.installed;
		const output = await this.#run(node, [n8n, ...args]);
		// n8n's commands report some failures only in words.
		if (/An error occurred|Error updating database/.test(output)) {
			throw new Trouble(
				`"n8n ${args.join(' ')}" failed:\n${lastLines(output)}`,
				'Look at the lines above.',
			);
		}
		return output;
	}

	async start(releasePorts: () => Promise<void> = async () => {}) {
		const { installed, command = 'start', ca } = this.options;
		if (ca) await fs.writeFile(this.#caFile, ca);
		const { node, n8n } = installed;
		await releasePorts();
		const { userFolder: cwd, logFile: log, url } = this;
		this.server = this.guard.run(node, [n8n, command], { cwd, log, env: this.#env() });
		const { exited } = this.server;
		await untilReady({ url, logFile: log, exited, limitMs: START_LIMIT_MS });
	}

	/** n8n's own SQLite database. */
	get databaseFile() {
		return path.join(this.userFolder, '.n8n/database.sqlite');
	}

	/**
	 * Runs a script with n8n's Node, modules (through NODE_PATH) and settings, and returns its output.
	 */
	async script(args: string[]) {
		const { node, directory } = this.options.installed;
		return await this.#run(node, [...RUN_TYPESCRIPT, ...args], {
			NODE_PATH: path.join(directory, 'node_modules'),
		});
	}

	/** Resolves when n8n has ended, by itself or by one of the methods below. */
	async ended() {
		await this.server?.exited;
	}

	/** Ends n8n as a crash does. */
	async kill() {
		this.server?.signal('SIGKILL');
		await this.server?.exited;
	}

	/** Starts n8n again with the same folder and address, after `kill()` or in place of the running one. */
	async restart() {
		if (this.server) await stopGently(this.server, STOP_LIMIT_MS);
		await this.start();
	}

	/** Ends n8n and removes its folder. */
	async stop() {
		await this.guard.end();
	}

	/** @returns where the log is: a copy that outlives the instance */
	async keepLog(): Promise<string> {
		const kept = `${this.userFolder}.log`;
		return await fs.copyFile(this.logFile, kept).then(
			() => kept,
			() => 'none, as n8n did not start',
		);
	}

	async #run(command: string, args: string[], env: Record<string, string> = {}) {
		const log = path.join(this.userFolder, `command-${++this.calls}.log`);
		const options = { cwd: this.userFolder, log, env: { ...this.#env(), ...env } };
		const exit = await this.guard.run(command, args, options).exited;
		const output = await fs.readFile(log, 'utf8').catch(() => '');
		if (exit.code === 0) return output;
		const reason = exit.error ?? exit.signal ?? `code ${exit.code}`;
		throw new Trouble(
			`"${args.join(' ')}" ended with ${reason}:\n${lastLines(output)}`,
			'Look at the lines above.',
		);
	}

	get #caFile() {
		return path.join(this.userFolder, 'ca.pem');
	}

	#env() {
		const { installed, ca, env } = this.options;
		const extra = { ...env, ...(ca && { NODE_EXTRA_CA_CERTS: this.#caFile }) };
		const { userFolder, encryptionKey, port, brokerPort } = this;
		return n8nEnvironment({
			node: installed.node,
			userFolder,
			encryptionKey,
			port,
			brokerPort,
			extra,
		});
	}
}
