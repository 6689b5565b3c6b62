import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { lastLines } from '../n8n-host/n8n-process';
import { Trouble } from '../n8n-host/trouble';
import type { Guard, Guarded } from '../n8n-host/guarded';

const START_LIMIT_MS = 30_000;
const POLL_MS = 50;
// PostgreSQL refuses to run as root; Debian's package brings this user.
const UNPRIVILEGED = 'postgres';

export interface Service {
	command: string;
	args: string[];
	/** What its log says when it can be used. */
	ready: RegExp;
	endSignal?: NodeJS.Signals;
}

const isRoot = () => process.getuid?.() === 0;

/** Gives a folder and what is in it to the user that services run as. */
export async function handOver(folder: string) {
	if (isRoot()) await promisify(execFile)('chown', ['-R', UNPRIVILEGED, folder]);
}

const logOf = ({ folder }: Guard, { command }: Pick<Service, 'command'>) =>
	path.join(folder, `${path.basename(command)}.log`);

function run(guard: Guard, { command, args, endSignal }: Omit<Service, 'ready'>) {
	const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
	const options = { cwd: guard.folder, log: logOf(guard, { command }), env, endSignal };
	if (!isRoot()) return guard.run(command, args, options);
	const user = ['--reuid', UNPRIVILEGED, '--regid', UNPRIVILEGED, '--clear-groups'];
	return guard.run('setpriv', [...user, command, ...args], options);
}

/** Runs a program that ends by itself. */
export async function runToEnd(guard: Guard, command: string, args: string[]) {
	const { code } = await run(guard, { command, args }).exited;
	if (code !== 0) throw await trouble(command, logOf(guard, { command }));
}

/** Starts a service and waits until it can be used. It ends with its guard. */
export async function startService(guard: Guard, { ready, ...service }: Service): Promise<Guarded> {
	const log = logOf(guard, service);
	const earlier = await readLog(log);
	const program = run(guard, service);
	let ended = false;
	void program.exited.then(() => (ended = true));
	const limit = Date.now() + START_LIMIT_MS;
	while (!ended && Date.now() < limit) {
		if (ready.test((await readLog(log)).slice(earlier.length))) return program;
		await sleep(POLL_MS);
	}
	throw await trouble(service.command, log);
}

const readLog = async (log: string) => await fs.readFile(log, 'utf8').catch(() => '');

async function trouble(command: string, log: string) {
	return new Trouble(
		`${command} did not start. Its last lines:\n${lastLines(await readLog(log))}`,
		'Look for the reason there.',
	);
}
