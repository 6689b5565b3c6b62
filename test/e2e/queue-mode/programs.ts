import fs from 'node:fs';
import path from 'node:path';

import { Trouble } from '../n8n-host/trouble';

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Paths of what the processes of queue mode share. */
export interface Programs {
	initdb: string;
	postgres: string;
	redis: string;
}

export function findPrograms(): Programs {
	const initdb = findIn([...debianPostgres(), ...searchPath()], 'initdb');
	const redis = findIn(searchPath(), 'redis-server');
	if (initdb && redis)
		return { initdb, postgres: path.join(path.dirname(initdb), 'postgres'), redis };
	const missing = [!initdb && 'postgresql', !redis && 'redis-server'].filter(Boolean).join(' ');
	throw new Trouble(
		`n8n's queue mode needs PostgreSQL and Redis, and this machine lacks the packages: ${missing}`,
		`Run "apt-get update && apt-get install -y ${missing}". No service of theirs has to run.`,
	);
}

/** Debian keeps the server's programs out of the search path, one folder a version. */
function debianPostgres() {
	const versions = fs.existsSync(DEBIAN_POSTGRES) ? fs.readdirSync(DEBIAN_POSTGRES) : [];
	return versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'));
}

const searchPath = () => (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);

const findIn = (folders: string[], program: string) =>
	folders.map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file));
