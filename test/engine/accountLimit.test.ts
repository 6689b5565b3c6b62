import { startSimulator, type Simulator } from '../kore-simulator';
import { additionalData } from './harness/additionalData';
import { useFasterClock } from './harness/fasterClock';
import { AGENT } from './harness/ids';
import { LoadOptionsContext } from './harness/n8n';
import { createWorkflow, koreNode, types } from './harness/nodes';
import { runAssign } from './harness/run';
import { by, credentialFor, NO_CALLBACK, toAgent, type Credential } from './harness/setup';

useFasterClock(10);

let simulator: Simulator;
let credential: Credential;

beforeEach(async () => {
	simulator = await startSimulator({ requestsPerMinute: 60, rateLimitWindowMs: 60_000 });
	simulator.setBehavior(NO_CALLBACK);
	credential = credentialFor(simulator);
});
afterEach(async () => await simulator.stop());

const run = async (name: string, count: number, requestsPerMinute?: number) =>
	await runAssign({
		credential,
		parameters: toAgent(AGENT, {
			botSessionId: '={{ $json.session }}',
			options: { requestsPerMinute },
		}),
		items: Array.from({ length: count }, (_, item) => ({ session: `${name}${item}` })),
	});

const listAgents = async (filter?: string) => {
	const node = koreNode('koreAgentAssist', {});
	const context = new LoadOptionsContext(
		createWorkflow([node]),
		node,
		{ ...additionalData(credential), currentNodeParameters: { options: {} } },
		'parameters.agentId',
	);
	return await types.koreAgentAssist.methods.listSearch.getAgents.call(context, filter);
};

it('three runs side by side share the calls of their account: no 429, and no time lost', async () => {
	const start = performance.now();
	const runs = await Promise.all(['a', 'b', 'c'].map(async (name) => await run(name, 45)));
	const seconds = (performance.now() - start) / 1000;
	expect(runs.map(({ success }) => success.length)).toEqual([45, 45, 45]);
	expect(simulator.requests().map(({ status }) => status)).toEqual(Array(135).fill(200));
	expect(seconds).toBeGreaterThanOrEqual(120);
	expect(seconds).toBeLessThan(175);
}, 30_000);

it("a list says so if the account's calls are used up, and works a minute later", async () => {
	await run('d', 60, 0);
	await expect(listAgents()).rejects.toMatchObject({
		name: 'NodeApiError',
		message: expect.stringMatching(
			/^Kore's limit of calls a minute for the account was reached\. Wait a minute, then open the list again/,
		) as string,
	});
	expect(simulator.requests()).toHaveLength(60);
	await new Promise((resolve) => setTimeout(resolve, 60_000));
	expect((await listAgents()).results).toHaveLength(10);
	await run('e', 59, 60);
	expect(simulator.requests().every(({ status }) => status === 200)).toBe(true);
}, 30_000);

it('a search of a list that is longer than the limit says so, and goes on from there a minute later', async () => {
	await simulator.stop();
	simulator = await startSimulator({ requestsPerMinute: 60, agents: 615 });
	simulator.setBehavior(NO_CALLBACK);
	credential = credentialFor(simulator);
	await expect(listAgents('agent615@')).rejects.toThrow(
		/^Kore's limit of calls a minute.*what was read of it is kept.*'By ID'/,
	);
	expect(simulator.requests()).toHaveLength(60);
	await new Promise((resolve) => setTimeout(resolve, 60_000));
	const { results } = await listAgents('agent615@');
	expect(results.map(({ value }) => value)).toEqual([simulator.world.agents[614].id]);
	expect(simulator.requests().map(({ status }) => status)).toEqual(Array(62).fill(200));
}, 30_000);

it('a list that a run is reading, and cannot read on, does not stand still', async () => {
	await run('f', 60, 0);
	const parameters = toAgent('', {
		agentId: by('email', 'agent1@example.com'),
		botSessionId: 'g',
		options: { requestsPerMinute: 60 },
	});
	const running = runAssign({ credential, parameters });
	await new Promise((resolve) => setTimeout(resolve, 3000));
	try {
		await expect(listAgents()).rejects.toThrow(/^Kore's limit of calls a minute.*'By ID'/);
	} finally {
		// Else jest waits for what the run is waiting for, by a clock that is no longer faster.
		await running;
	}
	expect((await running).success).toHaveLength(1);
	expect((await listAgents()).results).toHaveLength(24);
}, 30_000);
