import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { lastLines, readLog, untilStarted } from '../n8n-host/started';
import { Trouble } from '../n8n-host/trouble';
import type { Guard, Guarded } from '../n8n-host/guarded';

const START_LIMIT_MS = 30_000;
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

const logOf = ({ folder }: Guard, command: string) =>
	path.join(folder, `${path.basename(command)}.log`);

function run(guard: Guard, { command, args, endSignal }: Omit<Service, 'ready'>) {
	const env = { PATH: process.env.PATH ?? '', LC_ALL: 'C' };
	const options = { cwd: guard.folder, log: logOf(guard, command), env, endSignal };
	if (!isRoot()) return guard.run(command, args, options);
	const user = ['--reuid', UNPRIVILEGED, '--regid', UNPRIVILEGED, '--clear-groups'];
	return guard.run('setpriv', [...user, command, ...args], options);
}

/** Runs a program that ends by itself. */
export async function runToEnd(guard: Guard, command: string, args: string[]) {
	if ((await run(guard, { command, args }).exited) === 0) return;
	const said = lastLines(await readLog(logOf(guard, command)));
	throw new Trouble(`${command} failed. Its last lines:\n${said}`, 'Look for the reason there.');
}

/** Starts a service and waits until it can be used. It ends with its guard. */
export async function startService(guard: Guard, { ready, ...service }: Service): Promise<Guarded> {
	const log = logOf(guard, service.command);
	const earlier = await readLog(log);
	const program = run(guard, service);
	const started = { exited: program.exited, log, earlier };
	await untilStarted(service.command, started, START_LIMIT_MS, (said) => ready.test(said));
	return program;
}
