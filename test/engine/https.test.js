'use strict';

const { execFile } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { promisify } = require('node:util');
const { credentialFor, NO_CALLBACK, startSimulator, toAgent } = require('./harness/setup');

const AGENT = 'a-0000001-5151-4000-8000-000000000001';

it('assigns over TLS to a host whose authority NODE_EXTRA_CA_CERTS names', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'kore-https-'));
	const simulator = await startSimulator({ https: true });
	try {
		simulator.setBehavior(NO_CALLBACK);
		const authority = join(folder, 'ca.pem');
		writeFileSync(authority, String(simulator.ca));
		const run = { credential: credentialFor(simulator), parameters: toAgent(AGENT) };
		// Node reads the variable only when a process starts, so the engine runs in one of its own.
		const script = `
			const { runAssign } = require(${JSON.stringify(require.resolve('./harness/workflow'))});
			runAssign(${JSON.stringify(run)}).then(({ success, error }) =>
				process.stdout.write(JSON.stringify({ success, error: error?.message }), () => process.exit()),
			);`;
		const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], {
			env: { ...process.env, NODE_EXTRA_CA_CERTS: authority },
		});
		expect(JSON.parse(stdout)).toMatchObject({
			success: [{ outcome: 'accepted', agentId: AGENT }],
		});
		expect(simulator.url).toMatch(/^https:/);
		expect(simulator.requests()).toMatchObject([{ status: 200 }]);
	} finally {
		await simulator.stop();
		rmSync(folder, { recursive: true, force: true });
	}
});
