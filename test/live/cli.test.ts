import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

import { credentialFor } from '../engine/harness/setup';
import { useSimulator } from '../engine/harness/useSimulator';
import { RUN_TYPESCRIPT } from '../run-typescript';

// A process of its own takes seconds where the machine is busy.
jest.setTimeout(60_000);

const { simulator, credential } = useSimulator();

let folder: string;
beforeEach(async () => {
	folder = await fs.mkdtemp(path.join(os.tmpdir(), 'live-check-'));
	await fs.writeFile(inFolder('credential.json'), JSON.stringify(credentialFor(simulator)));
});
afterEach(async () => await fs.rm(folder, { recursive: true }));

const inFolder = (file: string) => path.join(folder, file);

/** Runs the tool as a person does, who types that. */
async function type(typed: string, given: string[], file = 'credential.json') {
	const script = path.join(__dirname, 'cli.ts');
	const credentialFile = ['--credential', inFolder(file), '--out', inFolder('report.md')];
	const own = [...RUN_TYPESCRIPT, script, ...credentialFile, '--calls-per-minute', '0', ...given];
	const tool = spawn(process.execPath, own);
	const output = Promise.all([text(tool.stdout), text(tool.stderr)]);
	const lines = typed.split(/(?<=\n)/);
	// Each line when it is asked for, as a person does.
	tool.stdout.on('data', (part) => {
		if (!String(part).includes('Type yes')) return;
		const line = lines.shift() ?? '';
		if (lines.length > 0) tool.stdin.write(line);
		else tool.stdin.end(line);
	});
	const [code] = (await once(tool, 'close')) as [number];
	const [said, complained] = await output;
	const report = await fs.readFile(inFolder('report.md'), 'utf8').catch(() => '');
	return { code, said, complained, report };
}

const assigned = () =>
	simulator
		.requests()
		.filter(({ path: address }) => address.endsWith('/assign-conversation'))
		.map(({ json }) => (json as { botSessionId: string }).botSessionId);

const toAgent = () => {
	const { conversations, agents } = simulator.world;
	return ['--session', conversations[0].botSessionId, '--agent', agents[0].id, '--wait', '0.2'];
};

const NOBODY = '000000000000000000000000';

it('looks up, and writes the report, without a question', async () => {
	const { code, said, report } = await type('', []);
	expect(code).toBe(0);
	expect(said).not.toContain('Type yes');
	expect(report).toContain('# What Kore does');
	expect(said).toContain('33 as documented, 0 differ, 16 not seen.');
	expect(assigned()).toEqual([]);
});

it.each([
	['yes\nno\n', [true, false]],
	['y\nYES!\n', [false, false]],
])('assigns only what was answered with yes: %j', async (typed, [first, second]) => {
	const { code, said } = await type(typed, toAgent());
	const { botSessionId } = simulator.world.conversations[0];
	expect(code).toBe(0);
	expect(said).toContain(`This TRANSFERS a live conversation, once: session ${botSessionId}`);
	expect(assigned()).toEqual([...(first ? [botSessionId] : []), ...(second ? [NOBODY] : [])]);
});

it('calls until Kore refuses only after a yes', async () => {
	await type('no\n', ['--probe-limit', '5']);
	const before = simulator.requests().length;
	simulator.reset();
	await type('yes\n', ['--probe-limit', '5', '--window-seconds', '0']);
	expect(simulator.requests().length).toBe(before + 5);
});

it.each([
	['--session is not alone', ['--session', NOBODY], '--agent or --queue'],
	['not both targets', ['--session', NOBODY, '--agent', 'a', '--queue', 'q'], 'exclude each other'],
	['not too many calls', ['--probe-limit', '121'], '120 at most'],
])('asks nothing of Kore if %s', async (_rule, given, message) => {
	const { code, complained } = await type('', given);
	expect(code).toBe(1);
	expect(complained).toContain(message);
	expect(simulator.requests()).toEqual([]);
});

it('a file that is no JSON is not quoted', async () => {
	await fs.writeFile(inFolder('broken.json'), '{"clientSecret": zeisig}');
	const { code, complained } = await type('', [], 'broken.json');
	expect(code).toBe(1);
	expect(complained).toContain('cannot be read, or is no JSON');
	expect(complained).not.toContain('zeisig');
});

it('says so if Kore does not take the credential', async () => {
	const wrong = { ...credential, clientSecret: 'another' };
	await fs.writeFile(inFolder('wrong.json'), JSON.stringify(wrong));
	const { said } = await type('', [], 'wrong.json');
	expect(said).toContain('Kore did not take the credential, or');
});
