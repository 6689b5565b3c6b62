import type { INodeParameters } from 'n8n-workflow';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { elsewhere, NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

// An expression in each field of the request: test/e2e/scenarios/expressions.ts.

const ANSWER_MS = 150;
const { simulator, credential } = useSimulator(NO_CALLBACK);

/** @param row what the options of each item are taken from */
const runWith = async (count: number, row: INodeParameters, options: INodeParameters) =>
	await runAssign({
		// No other test's calls are counted there.
		credential: { ...credential, host: elsewhere(simulator) },
		items: Array.from({ length: count }, (_, item) => ({ ...row, session: `s-${item}` })),
		parameters: toAgent(AGENT, { botSessionId: '={{ $json.session }}', options }),
	});

it('works in Concurrency: three items, one after the other', async () => {
	simulator.setBehavior({ ...NO_CALLBACK, answer: { delayMs: ANSWER_MS } });
	await runWith(3, { atOnce: 1 }, { concurrency: '={{ $json.atOnce }}' });
	const times = simulator.requests().map(({ atMonotonic }) => atMonotonic);
	expect(times).toHaveLength(3);
	expect(times[1] - times[0]).toBeGreaterThanOrEqual(ANSWER_MS - 10);
	expect(times[2] - times[1]).toBeGreaterThanOrEqual(ANSWER_MS - 10);
});

it('works in Requests per Minute: the 61st does not wait for the next minute', async () => {
	const { success } = await runWith(61, { limit: 0 }, { requestsPerMinute: '={{ $json.limit }}' });
	expect(success).toHaveLength(61);
});

it('works in Timeout', async () => {
	simulator.setBehavior({ ...NO_CALLBACK, answer: { fault: 'hang' } });
	const { error } = await runWith(1, { patience: 300 }, { timeout: '={{ $json.patience }}' });
	expect(error?.message).toBe('Kore did not answer within 0.3 seconds');
});

it('works in Wait for Rate Limit', async () => {
	// Else the account's other calls would hold back for a minute.
	const answer = { status: 429, headers: { 'Retry-After': '1' } };
	simulator.setBehavior({ ...NO_CALLBACK, answer });
	const { error } = await runWith(1, { patience: 0 }, { rateLimitWait: '={{ $json.patience }}' });
	expect(error?.message).toMatch(/^Kore's limit of calls a minute/);
	expect(simulator.requests()).toHaveLength(1);
});
