import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { FINAL } from '../kore-simulator';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { sentUrl, waitFacts } from './harness/sent';
import { NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

// What happens to a waiting execution afterwards is tested in a real n8n, test/e2e/waiting.

const { simulator, credential } = useSimulator(NO_CALLBACK);

const waiting = (rest: INodeParameters = {}) =>
	toAgent(AGENT, { continueWhen: 'result', waitLimit: 2, waitUnit: 'hours', ...rest });

it('waits for as long as it is told', async () => {
	const { waitTill, success, error } = await runAssign({ credential, parameters: waiting() });
	expect(error).toBeUndefined();
	expect(success).toEqual([]);
	expect(Number(waitTill) - Date.now()).toBeCloseTo(2 * 3600 * 1000, -4);
});

it('has Kore call the execution itself if there is no other URL', async () => {
	await runAssign({ credential, parameters: waiting({ callbackUrl: '' }) });
	const url = sentUrl(simulator);
	expect(new URL(url).pathname).toBe('/webhook-waiting/4711/0b1c2d3e');
	const facts = waitFacts(url, credential);
	expect(facts).toMatchObject({ executionId: '4711', target: { id: AGENT } });
	expect(facts.wait.resumeUrl).toBeUndefined();
});

it('tells the trigger where to resume the execution', async () => {
	await runAssign({
		credential: { ...credential, triggerUrl: 'https://n8n.example.com/webhook/x/webhook' },
		parameters: waiting({ callbackUrl: '' }),
	});
	const url = sentUrl(simulator);
	expect(new URL(url).host).toBe('n8n.example.com');
	const { wait, requestedAt } = waitFacts(url, credential);
	expect(wait.resumeUrl).toMatch(/^http:\/\/127\.0\.0\.1\/webhook-waiting\/4711\/0b1c2d3e/);
	expect(wait.answeredBy).toBe(requestedAt + 30_000);
	expect(wait.until).toBe(requestedAt + 2 * 3600 * 1000);
});

it.each([
	['one item', {}, 1],
	['the first of three with Execute Once', { executeOnce: true }, 3],
])('keeps what leaves at the limit, for %s', async (_name, settings, count) => {
	const { data, items } = await runAssign({
		credential,
		parameters: waiting(),
		items: Array.from({ length: count }, (_, item) => ({ item })),
		settings,
	});
	const [timedOut, ...rest] = data.executionData?.nodeExecutionStack[0].data.main[0] ?? [];
	expect(timedOut.json).toMatchObject({ outcome: 'timedOut', agentId: AGENT });
	expect(rest).toEqual([]);
	expect(items).toHaveLength(1);
	expect(simulator.requests()).toHaveLength(1);
});

it('does not wait if the answer to the request is the result', async () => {
	simulator.setBehavior({ ...NO_CALLBACK, answer: { body: FINAL } });
	const { success, waitTill } = await runAssign({ credential, parameters: waiting() });
	expect(waitTill).toBeUndefined();
	expect(success).toMatchObject([{ outcome: 'transferred' }]);
});

it('does not wait for a request that Kore refused', async () => {
	simulator.setBehavior({ ...NO_CALLBACK, answer: { status: 412, body: '' } });
	const { failure, waitTill } = await runAssign({
		credential,
		parameters: waiting(),
		settings: { onError: 'continueErrorOutput' },
	});
	expect(waitTill).toBeUndefined();
	expect(failure).toMatchObject([{ details: { cause: 'refused' } }]);
});

const refused: Array<[string, INodeParameters, IDataObject[], RegExp, RegExp]> = [
	['several items', waiting(), [{}, {}, {}], /one item at a time, and 3 came/, /Loop Over Items/],
	[
		'a limit that n8n cannot keep',
		waiting({ waitLimit: 1e9, waitUnit: 'days' }),
		[{}],
		/'Wait At Most' is 1000000000 days/,
		/Enter a shorter time\. Nothing was sent/,
	],
	['no limit', waiting({ waitLimit: 0 }), [{}], /'Wait At Most' is 0 hours/, /above 0/],
	[
		'a limit that is no number',
		waiting({ waitLimit: '={{ true }}' }),
		[{}],
		/'Wait At Most' is true hours/,
		/above 0/,
	],
	[
		'unsigned callbacks',
		waiting({ options: { signCallback: false } }),
		[{}],
		/'Sign Callback' is off/,
		/Only a signed callback/,
	],
];
it.each(refused)(
	'sends nothing with %s',
	async (...[, parameters, items, message, description]) => {
		const { error } = await runAssign({ credential, parameters, items });
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(description);
		expect(simulator.requests()).toEqual([]);
	},
);
