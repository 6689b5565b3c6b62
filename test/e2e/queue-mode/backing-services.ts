import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';

import { startGuard, type Guard } from '../n8n-host/guarded';
import { freePorts } from '../n8n-host/ports';
import { findPrograms, type Programs } from './programs';
import { handOver, runToEnd, startService, type Service } from './service';

// Everything is thrown away, and a crash of the machine is none of the things that are tested.
const NO_SYNC = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

export interface BackingServices {
	/** What makes n8n use them. */
	env: Record<string, string>;
	/** As an administrator does, nothing is thrown away. */
	restart: Record<'postgres' | 'redis', () => Promise<void>>;
	stop: () => Promise<void>;
}

type Place = { folder: string; port: number; password: string };

/**
 * A PostgreSQL and a Redis in a throw-away folder on loopback ports. Neither outlives this process.
 */
export async function startBackingServices(): Promise<BackingServices> {
	const programs = findPrograms();
	const name = `kore-queue-${process.pid}-${randomBytes(4).toString('hex')}`;
	const guard = await startGuard(path.join(os.tmpdir(), name));
	try {
		const [postgresPort, redisPort] = await freePorts(2);
		const password = randomBytes(12).toString('hex');
		const place = { folder: guard.folder, password };
		const postgres = await preparePostgres(guard, programs, { ...place, port: postgresPort });
		const redis = await prepareRedis(programs, { ...place, port: redisPort });
		const [restartPostgres, restartRedis] = await Promise.all([
			startRestartable(guard, postgres, 'SIGINT'),
			startRestartable(guard, redis, 'SIGTERM'),
		]);
		const restart = { postgres: restartPostgres, redis: restartRedis };
		const stop = async () => await guard.end();
		return { env: settings(password, postgresPort, redisPort), restart, stop };
	} catch (error) {
		await guard.end();
		throw error;
	}
}

/**
 * @param orderly the signal for an end at which everything is saved
 * @returns what restarts it
 */
async function startRestartable(guard: Guard, service: Service, orderly: NodeJS.Signals) {
	let program = await startService(guard, service);
	return async () => {
		program.signal(orderly);
		await program.exited;
		program = await startService(guard, service);
	};
}

async function preparePostgres(
	guard: Guard,
	{ initdb, postgres }: Programs,
	{ folder, port, password }: Place,
): Promise<Service> {
	const passwordFile = path.join(folder, 'password');
	const data = path.join(folder, 'postgres');
	await fs.writeFile(passwordFile, password, { mode: 0o600 });
	await handOver(folder);
	const access = ['--username=n8n', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
	const kind = ['--locale=C', '--encoding=UTF8', '--no-sync'];
	await runToEnd(guard, initdb, [...access, ...kind, `--pgdata=${data}`]);
	const listen = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
	return {
		command: postgres,
		args: ['-D', data, '-p', String(port), ...listen, ...NO_SYNC],
		ready: /ready to accept connections/,
		// Killed, it would leave shared memory behind.
		endSignal: 'SIGQUIT',
	};
}

async function prepareRedis(
	{ redis }: Programs,
	{ folder, port, password }: Place,
): Promise<Service> {
	const config = path.join(folder, 'redis.conf');
	const lines = [
		'bind 127.0.0.1',
		`port ${port}`,
		`requirepass ${password}`,
		`dir ${folder}`,
		// As Redis comes: it saves when it is told to end, so that a restart keeps the jobs.
		'appendonly no',
	];
	await fs.writeFile(config, lines.join('\n'), { mode: 0o600 });
	await handOver(folder);
	return { command: redis, args: [config], ready: /Ready to accept connections/ };
}

const settings = (
	password: string,
	postgresPort: number,
	redisPort: number,
): Record<string, string> => ({
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: '127.0.0.1',
	DB_POSTGRESDB_PORT: String(postgresPort),
	DB_POSTGRESDB_DATABASE: 'postgres',
	DB_POSTGRESDB_USER: 'n8n',
	DB_POSTGRESDB_PASSWORD: password,
	QUEUE_BULL_REDIS_HOST: '127.0.0.1',
	QUEUE_BULL_REDIS_PORT: String(redisPort),
	QUEUE_BULL_REDIS_PASSWORD: password,
});
