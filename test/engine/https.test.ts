import { startSimulator } from '../kore-simulator';
import { AGENT } from './harness/ids';
import { credentialFor, NO_CALLBACK, toAgent } from './harness/setup';
import { runTrusting } from './harness/trustingProcess';

it('assigns over TLS to a host whose authority NODE_EXTRA_CA_CERTS names', async () => {
	const simulator = await startSimulator({ https: true });
	try {
		simulator.setBehavior(NO_CALLBACK);
		const run = { credential: credentialFor(simulator), parameters: toAgent(AGENT) };
		const [{ results }] = await runTrusting(simulator.ca, [[run]]);
		expect(results).toMatchObject([{ success: [{ outcome: 'accepted', agentId: AGENT }] }]);
		expect(simulator.url).toMatch(/^https:/);
		expect(simulator.requests()).toMatchObject([{ status: 200 }]);
	} finally {
		await simulator.stop();
	}
});
