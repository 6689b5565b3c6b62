import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import path from 'node:path';

import { RUN_TYPESCRIPT } from '../../run-typescript';
import { FOLDER } from '../examples/imported';
import { until } from '../n8n-host/wait';

// Without a warm cache n8n has to be installed first.
const LIMIT_MS = 20 * 60_000;
const INTERRUPTED = 130;

describe('npm start', () => {
	let program: ChildProcess;
	let shown = '';
	beforeAll(async () => {
		const script = path.join(__dirname, '../demo.ts');
		program = spawn(process.execPath, [...RUN_TYPESCRIPT, script, '--stay']);
		program.stdout?.on('data', (text) => (shown += String(text)));
		program.stderr?.on('data', (text) => (shown += String(text)));
		await until('its last words', LIMIT_MS, async () => {
			if (program.exitCode !== null) throw new Error(shown);
			return /Press Ctrl-C/.test(shown);
		});
	}, LIMIT_MS);
	afterAll(() => program?.kill('SIGKILL'));

	it('says what will come before it begins', () => {
		expect(shown).toMatch(/^Kore AgentAssist nodes, with a simulated Kore. What comes:/);
	});

	it("shows the transfers through n8n's engine, and then in a real n8n", () => {
		expect(shown.match(/Event +transferred +transferred/g)).toHaveLength(2);
		expect(shown).toContain(
			'As expected: both requests were accepted, and both results came back.',
		);
	});

	it('leaves the editor open, with both workflows and every example', async () => {
		const addresses = [...shown.matchAll(/http:\S+\/workflow\/[^\s/]+/g)].map(([url]) => url);
		const examples = readdirSync(FOLDER, { withFileTypes: true }).filter(
			(entry) => entry.isDirectory() && entry.name !== 'demo',
		);
		expect(addresses).toHaveLength(2 + examples.length);
		const [editor] = /http:\S+/.exec(shown) ?? [];
		expect((await fetch(String(editor))).status).toBe(200);
	});

	it('ends at Ctrl-C, and n8n with it', async () => {
		const ended = once(program, 'exit');
		program.kill('SIGINT');
		expect(await ended).toEqual([INTERRUPTED, null]);
		const [editor] = /http:\S+/.exec(shown) ?? [];
		await expect(fetch(String(editor))).rejects.toThrow();
	});
});
