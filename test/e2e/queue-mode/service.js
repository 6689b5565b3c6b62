const { execFile } = require('node:child_process');
const fs = require('node:fs/promises');
const path = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');

const { lastLines } = require('../n8n-host/n8n-process');
const { Trouble } = require('../n8n-host/trouble');

const START_LIMIT_MS = 30_000;
const POLL_MS = 50;
// PostgreSQL refuses to run as root; Debian's package brings this user.
const UNPRIVILEGED = 'postgres';

/**
 * @typedef {import('../n8n-host/guarded').Guard} Guard
 *
 * @typedef {object} Service
 * @property {string} command
 * @property {string[]} args
 * @property {RegExp} ready what its log says when it can be used
 * @property {NodeJS.Signals} [endSignal]
 */

const isRoot = () => process.getuid?.() === 0;

/**
 * Gives a folder and what is in it to the user that services run as.
 * @param {string} folder
 */
async function handOver(folder) {
	if (isRoot()) await promisify(execFile)('chown', ['-R', UNPRIVILEGED, folder]);
}

/**
 * @param {Guard} guard
 * @param {Omit<Service, 'ready'>} program
 */
function run(guard, { command, args, endSignal }) {
	const log = path.join(guard.folder, `${path.basename(command)}.log`);
	const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
	const options = { cwd: guard.folder, log, env, endSignal };
	if (!isRoot()) return { log, program: guard.run(command, args, options) };
	const user = ['--reuid', UNPRIVILEGED, '--regid', UNPRIVILEGED, '--clear-groups'];
	return { log, program: guard.run('setpriv', [...user, command, ...args], options) };
}

/**
 * Runs a program that ends by itself.
 * @param {Guard} guard
 * @param {string} command
 * @param {string[]} args
 */
async function runToEnd(guard, command, args) {
	const { log, program } = run(guard, { command, args });
	const { code } = await program.exited;
	if (code !== 0) throw await trouble(command, log);
}

/**
 * Starts a service and waits until it can be used. It ends with its guard.
 * @param {Guard} guard
 * @param {Service} service
 * @returns {Promise<import('../n8n-host/guarded').Guarded>}
 */
async function startService(guard, { ready, ...service }) {
	const { log, program } = run(guard, service);
	const earlier = await readLog(log);
	let ended = false;
	void program.exited.then(() => (ended = true));
	const limit = Date.now() + START_LIMIT_MS;
	while (!ended && Date.now() < limit) {
		if (ready.test((await readLog(log)).slice(earlier.length))) return program;
		await sleep(POLL_MS);
	}
	throw await trouble(service.command, log);
}

/** @param {string} log */
const readLog = async (log) => await fs.readFile(log, 'utf8').catch(() => '');

/**
 * @param {string} command
 * @param {string} log
 */
async function trouble(command, log) {
	return new Trouble(
		`${command} did not start. Its last lines:\n${lastLines(await readLog(log))}`,
		'Look for the reason there.',
	);
}

module.exports = { handOver, runToEnd, startService };
