import { execFileSync } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';

import { parseFlatted } from '../../e2e/n8n-host/flatted';
import { allTables } from '../database/database';
import { leavesOf } from './leaves';
import type { SecretStage, Text } from './stage';
import type { Stage } from '../../e2e/stage/stage';
import type { Execution } from '../../e2e/n8n-host/rest';
import type { N8nInstance } from '../../e2e/n8n-host/n8n-instance';

export interface Place {
	name: string;
	texts: Text[];
	/** Something that must stand there, as nothing is found in what could not be read */
	proof: string;
}

const PACKAGE = 'n8n-nodes-kore-agentassist';

/**
 * All that came out of n8n, and the package itself.
 *
 * @param executions with their data
 */
export async function placesOf(
	{ stage, toEditor, toSenders }: SecretStage,
	executions: Execution[],
): Promise<Place[]> {
	const { instance, simulator } = stage;
	const botSession = '6538f8a3c9cf425ee5cf0001';
	const answers = simulator.callbacks().map(({ status, answer }) => ({
		at: `HTTP ${status}`,
		text: answer,
	}));
	const { logs, others } = await filesOf(instance.userFolder);
	return [
		{ name: 'items and errors (REST)', texts: executions.flatMap(ofExecution), proof: botSession },
		{ name: 'database, by column', texts: await columnsOf(stage), proof: botSession },
		{ name: "n8n's files as bytes", texts: others, proof: botSession },
		{ name: "n8n's logs", texts: logs, proof: 'refused a callback (401)' },
		{ name: 'answers to callbacks', texts: [...answers, ...toSenders], proof: 'Unauthorized' },
		{ name: 'answers to the editor', texts: toEditor, proof: simulator.world.apps.hs256.clientId },
		{ name: 'tarball', texts: tarballOf(instance), proof: PACKAGE },
	];
}

const ofExecution = ({ data, ...rest }: Execution): Text[] => [
	...leavesOf(data, 'data'),
	...leavesOf(rest, 'execution'),
];

async function columnsOf({ instance }: Stage): Promise<Text[]> {
	const tables = await allTables(instance);
	return tables.flatMap(({ table, rows }) =>
		rows.flatMap((row) =>
			Object.entries(row).flatMap(([column, value]) => columnOf(`${table}.${column}`, value)),
		),
	);
}

/** Execution data as the tree that it is: where in it something stands is what matters. */
function columnOf(at: string, value: unknown): Text[] {
	if (typeof value !== 'string') return [];
	if (at === 'execution_data.data') return leavesOf(parseFlatted(value), at);
	return [{ at, text: value }];
}

/** The package, which is searched as the tarball, and n8n's editor, which n8n unpacks at its start. */
const SHIPPED = ['node_modules', '.cache'];

async function filesOf(folder: string) {
	const logs: Text[] = [];
	const others: Text[] = [];
	for (const entry of await fs.readdir(folder, { withFileTypes: true, recursive: true })) {
		const file = path.join(entry.parentPath, entry.name);
		const at = path.relative(folder, file);
		if (!entry.isFile() || at.split(path.sep).some((part) => SHIPPED.includes(part))) continue;
		(at.endsWith('.log') ? logs : others).push({ at, text: await fs.readFile(file, 'latin1') });
	}
	return { logs, others };
}

function tarballOf({ options: { tarball } }: N8nInstance): Text[] {
	const unpack = { maxBuffer: 64 * 1024 * 1024, encoding: 'latin1' as const };
	return [{ at: 'tarball', text: execFileSync('tar', ['-xzOf', tarball], unpack) }];
}
