import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import type http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import axios from 'axios';

import { credentialFor } from '../engine/harness/setup';
import { serve } from '../engine/harness/serve';
import { RUN_TYPESCRIPT } from '../run-typescript';
import { startSimulator, type Simulator } from '../kore-simulator';

// A process of its own takes seconds where the machine is busy.
jest.setTimeout(60_000);

let simulator: Simulator;
let folder: string;
beforeEach(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity });
	folder = await fs.mkdtemp(path.join(os.tmpdir(), 'live-check-'));
});
afterEach(async () => {
	await simulator.stop();
	await fs.rm(folder, { recursive: true });
});

const inFolder = (file: string) => path.join(folder, file);

/** Starts the tool as a person does. */
async function start(credential: unknown, given: string[] = []) {
	const file = typeof credential === 'string' ? credential : JSON.stringify(credential);
	await fs.writeFile(inFolder('credential.json'), file);
	const files = ['--credential', inFolder('credential.json'), '--out', inFolder('report.md')];
	const fast = ['--calls-per-minute', '0', '--timeout-seconds', '0.3'];
	const script = [...RUN_TYPESCRIPT, path.join(__dirname, 'cli.ts')];
	const tool = spawn(process.execPath, [...script, ...files, ...fast, ...given]);
	const output = Promise.all([text(tool.stdout), text(tool.stderr)]);
	const ended = async () => {
		const [code] = (await once(tool, 'close')) as [number];
		const [said, complained] = await output;
		const report = await fs.readFile(inFolder('report.md'), 'utf8').catch(() => '');
		return { code, said, complained, report };
	};
	return { tool, ended };
}

/** The simulator for the first calls, then that. */
async function check(after: number, listener: http.RequestListener, given: string[] = []) {
	let calls = 0;
	const kore = await serve((request, response) => {
		if (++calls > after) return listener(request, response);
		void axios
			.request<Buffer>({
				method: request.method,
				url: simulator.url + (request.url ?? ''),
				headers: { auth: request.headers.auth, accountid: request.headers.accountid },
				responseType: 'arraybuffer',
				proxy: false,
			})
			.then(({ status, data }) => response.writeHead(status).end(data));
	});
	try {
		const { tool, ended } = await start({ ...credentialFor(simulator), host: kore.url }, given);
		tool.stdin.end();
		return { ...(await ended()), calls };
	} finally {
		await kore.stop();
	}
}

const LEFT_OUT = 'Kore takes no more calls';

it.each<[string, http.RequestListener]>([
	['a silent server', () => {}],
	[
		'a body without end',
		(_request, response) => {
			const timer = setInterval(() => response.write(' '), 50);
			response.on('close', () => clearInterval(timer));
		},
	],
	['a connection that breaks', (request) => request.socket.destroy()],
])('ends with %s, at the start and in the middle', async (_name, listener) => {
	const atStart = await check(0, listener);
	expect(atStart).toMatchObject({ code: 1, report: '', calls: 1 });
	expect(atStart.complained).toMatch(/^Kore did not answer \(E\w+\)\nCheck host/);
	const later = await check(2, listener);
	expect(later).toMatchObject({ code: 0, calls: 5 });
	expect(later.said).toContain(LEFT_OUT);
	expect(later.report).toContain('# What Kore does');
});

it('ends with a limit for an hour', async () => {
	const { said, calls } = await check(2, (_request, response) =>
		response.writeHead(429, { 'retry-after': '3600' }).end('{}'),
	);
	expect(said).toContain(LEFT_OUT);
	expect(calls).toBe(3);
});

it('a transfer that was made is in the report, though Ctrl-C ends the listening', async () => {
	const { conversations, agents } = simulator.world;
	const transfer = ['--session', conversations[0].botSessionId, '--agent', agents[0].id];
	const { tool, ended } = await start(credentialFor(simulator), [...transfer, '--wait', '60']);
	tool.stdout.on('data', (part) => {
		if (String(part).includes('Type yes')) tool.stdin.write('yes\n');
		if (String(part).includes('Assigning')) setTimeout(() => tool.kill('SIGINT'), 1500);
	});
	const { code, said, report } = await ended();
	expect(code).toBe(1);
	expect(said).toContain('Ended early');
	expect(report).toMatch(/To an agent\. Answered after \d+ ms: HTTP 200\. 1 callbacks in [12] s/);
});

it.each<[string, unknown, string[], string]>([
	['that is null', 'null', [], 'cannot be read, or is no JSON'],
	['that is an array', [], [], 'cannot be read, or is no JSON'],
	['with a secret for a host', { host: 'zeisig secret' }, [], 'host in the credential is no web'],
	['as in the template', { clientSecret: 'cs-…' }, [], 'still has a … of the template'],
])('a credential %s is told without what it says', async (_name, given, more, message) => {
	const isFields = typeof given === 'object' && !Array.isArray(given);
	const credential = isFields ? { ...credentialFor(simulator), ...given } : given;
	const { tool, ended } = await start(credential, more);
	tool.stdin.end();
	const { code, complained } = await ended();
	expect(code).toBe(1);
	expect(complained).toContain(message);
	expect(complained).not.toMatch(/zeisig|\n\s+at /);
	expect(simulator.requests()).toEqual([]);
});

it('a file that begins with a byte order mark is read', async () => {
	const { tool, ended } = await start(`\uFEFF${JSON.stringify(credentialFor(simulator))}`);
	tool.stdin.end();
	expect((await ended()).code).toBe(0);
});

it('asks nothing of Kore if the report or the port cannot be opened, and names no path', async () => {
	await fs.mkdir(inFolder('report.md'));
	const unwritable = await start(credentialFor(simulator));
	expect(await unwritable.ended()).toMatchObject({
		code: 1,
		complained:
			'The report could not be written to the file of --out (EEXIST)\nName another file with --out.\n',
	});
	await fs.rm(inFolder('report.md'), { recursive: true });
	const taken = ['--refused', '--callback-port', new URL(simulator.url).port];
	const { code, complained } = await (await start(credentialFor(simulator), taken)).ended();
	expect(code).toBe(1);
	expect(complained).toBe(
		'The port of --callback-port cannot be opened (EADDRINUSE)\nName another one, and point the tunnel to it.\n',
	);
	expect(simulator.requests()).toEqual([]);
});
