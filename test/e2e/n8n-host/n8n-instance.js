const fs = require('node:fs/promises');
const path = require('node:path');
const { randomBytes } = require('node:crypto');

const { n8nEnvironment } = require('./environment');
const { untilReady, stopGently, lastLines } = require('./n8n-process');
const { Trouble } = require('./trouble');

const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 15_000;

/**
 * @typedef {object} StartOptions
 * @property {import('./cache').Installed} installed
 * @property {string} tarball of the package under test
 * @property {number} [port] a free one by default
 * @property {'start' | 'worker' | 'webhook'} [command] which of n8n's processes it is; `start`, the main one, by default
 * @property {string} [encryptionKey] one that several processes share; one of its own by default
 * @property {Record<string, string>} [env] more settings for n8n
 * @property {string} [ca] certificate of an authority that n8n is to trust, PEM
 * @property {(instance: N8nInstance) => Promise<void>} [setup] runs before n8n is started, with the final address:
 *   the time for `cli`. It runs again if another process took the port meanwhile.
 */

/** One n8n in a throw-away folder. Neither outlives this process. */
class N8nInstance {
	/**
	 * @param {import('./guarded').Guard} guard
	 * @param {StartOptions} options
	 */
	constructor(guard, options) {
		this.guard = guard;
		this.options = options;
		this.userFolder = guard.folder;
		this.logFile = path.join(guard.folder, 'n8n.log');
		this.port = 0;
		this.brokerPort = 0;
		this.encryptionKey = options.encryptionKey ?? randomBytes(24).toString('hex');
		/** @type {import('./community-package').CommunityPackage | undefined} */
		this.package = undefined;
		/** @type {import('./guarded').Guarded | undefined} */
		this.server = undefined;
		this.calls = 0;
	}

	get url() {
		return `http://127.0.0.1:${this.port}/`;
	}

	get editorUrl() {
		return this.url;
	}

	/**
	 * Runs one of n8n's commands and returns its output.
	 * @param {string[]} args
	 * @returns {Promise<string>}
	 */
	async cli(args) {
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

	/** @param {() => Promise<void>} releasePorts */
	async start(releasePorts = async () => {}) {
		const { installed, command = 'start', ca } = this.options;
		if (ca) await fs.writeFile(this.#caFile, ca);
		const { node, n8n } = installed;
		await releasePorts();
		const { userFolder: cwd, logFile: log, url } = this;
		this.server = this.guard.run(node, [n8n, command], { cwd, log, env: this.#env() });
		const { exited } = this.server;
		await untilReady({ url, logFile: log, exited, limitMs: START_LIMIT_MS });
	}

	/** Makes Settings > Community nodes list the package; its nodes work without. Only in n8n's own SQLite database. */
	async registerPackage() {
		const script = path.join(__dirname, 'register-package.js');
		await this.script([script, this.databaseFile, String(this.package?.directory)]);
	}

	/** n8n's own SQLite database. */
	get databaseFile() {
		return path.join(this.userFolder, '.n8n/database.sqlite');
	}

	/**
	 * Runs a script with n8n's Node, modules (through NODE_PATH) and settings, and returns its output.
	 * @param {string[]} args
	 */
	async script(args) {
		const { node, directory } = this.options.installed;
		return await this.#run(node, args, { NODE_PATH: path.join(directory, 'node_modules') });
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

	/** @returns {Promise<string>} where the log is: a copy that outlives the instance */
	async keepLog() {
		const kept = `${this.userFolder}.log`;
		return await fs.copyFile(this.logFile, kept).then(
			() => kept,
			() => 'none, as n8n did not start',
		);
	}

	/**
	 * @param {string} command
	 * @param {string[]} args
	 * @param {Record<string, string>} [env]
	 */
	async #run(command, args, env = {}) {
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

module.exports = { N8nInstance };
