/**
 * `n8n-node dev`, n8n's own tool, with an n8n that is in the cache already and a simulated Kore beside it. The tool compiles
 * what changes, and n8n loads it anew. Everything but `dist` is thrown away at the end.
 */
import { randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

import { credentialFor } from '../engine/harness/setup';
import { startSimulator } from '../kore-simulator';
import { say } from './demo/steps';
import { ensureN8n } from './n8n-host/cache';
import { n8nEnvironment } from './n8n-host/environment';
import { endAllGuards, startGuard, type Guard } from './n8n-host/guarded';
import { freePorts } from './n8n-host/ports';
import { readLog, untilStarted } from './n8n-host/started';
import { until } from './n8n-host/wait';
import { Builder } from './stage/builder';

const ROOT = path.resolve(__dirname, '../..');
const N8N_NODE = path.join(ROOT, 'node_modules/@n8n/node-cli/bin/n8n-node.mjs');
const START_LIMIT_MS = 180_000;
const LINK_LIMIT_MS = 20_000;
const WATCH_LIMIT_MS = 300_000;

async function dev() {
	const installed = await ensureN8n();
	const simulator = await startSimulator();
	const guard = await startGuard(path.join(os.tmpdir(), `kore-dev-${randomUUID()}`));

	const compilerLog = path.join(guard.folder, 'compiler.log');
	await startCompiler(guard, compilerLog);
	say('Starting n8n ...');
	const n8nLog = path.join(guard.folder, 'n8n.log');
	const { url, ended } = await startN8n(guard, installed, n8nLog);
	const builder = new Builder(url);
	await builder.untilAnswered();
	await builder.setUpOwner();
	const data = { ...credentialFor(simulator) };
	await builder.createCredential({
		name: 'Kore AgentAssist account',
		type: 'koreAgentAssistApi',
		data,
	});
	// Last, as n8n knows no node or credential for a moment when it loads them anew.
	await untilWatched(n8nLog);

	say(`
n8n         ${url}
Email       ${builder.owner.email}
Password    ${builder.owner.password}
Simulator   ${simulator.url} (the credential "Kore AgentAssist account" is set to it)

Change a file under nodes/ or credentials/, and reload the editor's page. Codex and schema files need a new start.
The type of the nodes is CUSTOM.koreAgentAssist here, so the examples do not fit: npm start is for them.
Press Ctrl-C to stop.
`);
	void passOnCompiler(compilerLog);
	await ended;
	throw new Error('n8n has ended by itself');
}

/** `n8n-node dev` links this folder into n8n's custom extensions and runs tsc --watch. */
async function startCompiler(guard: Guard, log: string) {
	const args = [N8N_NODE, 'dev', '--external-n8n', `--custom-user-folder=${guard.folder}`];
	const { env } = process;
	guard.run(process.execPath, args, { cwd: ROOT, log, env, endSignal: 'SIGTERM' });
	const link = path.join(guard.folder, '.n8n/custom/node_modules/n8n-nodes-kore-agentassist');
	await until('the link to this folder', LINK_LIMIT_MS, async () =>
		fs.access(link).then(
			() => true,
			() => false,
		),
	);
}

async function startN8n(guard: Guard, { node, n8n }: { node: string; n8n: string }, log: string) {
	const [port, brokerPort] = await freePorts(2);
	const env = n8nEnvironment(node, port, {
		N8N_USER_FOLDER: guard.folder,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_DEV_RELOAD: 'true',
	});
	const { exited } = guard.run(node, [n8n, 'start'], { cwd: guard.folder, log, env });
	const url = `http://127.0.0.1:${port}/`;
	await untilStarted('n8n', { exited, log, earlier: '' }, START_LIMIT_MS, async () =>
		fetch(`${url}healthz/readiness`).then(
			({ ok }) => ok,
			() => false,
		),
	);
	return { url, ended: exited };
}

/**
 * n8n begins to watch this folder when it has looked at every file of its own nodes, and says nothing of it. So a compiled
 * file is written as it is until n8n sees that.
 */
async function untilWatched(n8nLog: string) {
	const file = path.join(ROOT, 'dist/credentials/KoreAgentAssistApi.credentials.js');
	const content = await fs.readFile(file);
	const look = async () => {
		await fs.writeFile(file, content);
		return (await readLog(n8nLog)).includes('Hot reload triggered');
	};
	await until('n8n to watch this folder', WATCH_LIMIT_MS, look, 1000);
}

/** n8n-node draws its panel anew with every line of the compiler; each line is passed on once. */
async function passOnCompiler(log: string) {
	for (let told: string[] = []; ; await sleep(300)) {
		const [panel] = (await readLog(log)).split('\x1b[2J').slice(-1);
		const lines = stripVTControlCharacters(panel)
			.split('\n')
			.filter((line) => /^│ \S/.test(line))
			.map((line) => line.slice(2));
		const gone = told.findIndex((_, from) =>
			told.slice(from).every((line, index) => line === lines[index]),
		);
		for (const line of lines.slice(gone < 0 ? 0 : told.length - gone)) say(line);
		told = lines;
	}
}

// Ctrl-C reaches n8n, too.
let stopping = false;

async function stop(code: number) {
	stopping = true;
	await endAllGuards();
	process.exit(code);
}

process.once('SIGINT', () => void stop(130));
process.once('SIGTERM', () => void stop(143));

dev().catch(async (error: unknown) => {
	if (stopping) return;
	say(error instanceof Error ? error.message : String(error));
	await stop(1);
});
