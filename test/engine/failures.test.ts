import type { INodeParameters } from 'n8n-workflow';
import { assignBody } from '../kore-simulator/assignBody';
import { startSimulator } from '../kore-simulator';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { claimsOf } from './harness/sent';
import { credentialFor, elsewhere, NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator();

const sessions = Array.from({ length: 12 }, (_, i) => `6538f8a3c9cf425ee5cf00${10 + i}`);
const items = sessions.map((session, ticket) => ({ session, ticket }));
const parameters = (options: INodeParameters = {}) =>
	toAgent(AGENT, {
		botSessionId: '={{ $json.session }}',
		options: { concurrency: 3, ...options },
	});

/** The simulator refuses the session of this item. */
const refuse = (item: number) =>
	simulator.setBehavior({
		...NO_CALLBACK,
		answer: { delayMs: 20 },
		rules: [
			{
				botSessionId: sessions[item],
				answer: { status: 412, body: { errors: [{ msg: 'No such session', code: 412 }] } },
			},
		],
	});

describe('a node that stops', () => {
	it('starts nothing new, awaits what is on its way, and says what became of the items', async () => {
		refuse(4);
		const { error, success, runs } = await runAssign({
			credential,
			parameters: parameters(),
			items,
		});

		expect(success).toEqual([]);
		expect(error?.context.itemIndex).toBe(4);
		expect(error?.message).toBe(
			'Kore did not accept the values of the request (HTTP 412: No such session) [item 4]',
		);
		const accepted = simulator.requests().filter(({ status }) => status === 200).length;
		const sent = simulator.requests().length;
		expect(sent).toBeLessThan(items.length);
		expect(error?.description).toContain(
			`Kore accepted ${accepted} of the 12 items; the first item that was not sent is item ${sent}.`,
		);
		expect(runs).toHaveLength(1);
	});

	it('sends nothing at all if one item has no valid parameters', async () => {
		simulator.setBehavior(NO_CALLBACK);
		const { error } = await runAssign({
			credential,
			parameters: parameters(),
			items: items.map((item, index) => (index === 9 ? {} : item)),
		});
		expect(error).toMatchObject({
			message: "'Bot Session ID' is empty [item 9]",
			context: { itemIndex: 9 },
		});
		expect(error?.description).toMatch(/accepted none of the 12 items/);
		expect(simulator.requests()).toEqual([]);
	});

	it('says nothing of other items if there is only one', async () => {
		refuse(0);
		const { error } = await runAssign({ credential, parameters: parameters(), items: [items[0]] });
		expect(error?.description).not.toMatch(/items/);
	});
});

describe('a node that goes on', () => {
	it('sends failed items to the error output with the fields of their input', async () => {
		refuse(4);
		const { success, failure, error } = await runAssign({
			credential,
			parameters: parameters(),
			items: items.map((item, index) => (index === 7 ? { ...item, session: 'a b' } : item)),
			settings: { onError: 'continueErrorOutput' },
		});

		expect(error).toBeUndefined();
		expect(success.map(({ botSessionId }) => botSessionId)).toEqual(
			sessions.filter((_, index) => ![4, 7].includes(index)),
		);
		expect(failure).toEqual([
			{
				session: sessions[4],
				ticket: 4,
				error: 'Kore did not accept the values of the request (HTTP 412: No such session)',
				message: expect.stringContaining("Check 'Bot Session ID'") as string,
				details: {
					cause: 'refused',
					httpCode: '412',
					maybeAccepted: false,
					botSessionId: sessions[4],
					assignTo: 'agent',
					agentId: AGENT,
					queueId: null,
					requestId: expect.any(String) as string,
					response: { errors: [{ msg: 'No such session', code: 412 }] },
				},
			},
			{
				session: 'a b',
				ticket: 7,
				error: `'Bot Session ID' has white space in it: "a b"`,
				message: expect.stringContaining('An ID has none') as string,
				details: { cause: 'parameter', httpCode: null, maybeAccepted: false },
			},
		]);
	});

	it('keeps them in their place on the regular output', async () => {
		refuse(1);
		const { items: output } = await runAssign({
			credential,
			parameters: parameters(),
			items: items.slice(0, 3),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(output[1].json).toMatchObject({ error: expect.stringContaining('HTTP 412') as string });
	});

	it('reports an expression that fails, for its item alone', async () => {
		simulator.setBehavior(NO_CALLBACK);
		const { success, failure } = await runAssign({
			credential,
			parameters: { ...parameters(), botSessionId: '={{ $json.session.trim() }}' },
			items: [items[0], { ticket: 1 }, items[2]],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(success).toHaveLength(2);
		expect(failure).toMatchObject([{ ticket: 1, details: { cause: 'parameter' } }]);
	});

	it('marks a request that Kore may have accepted', async () => {
		simulator.setBehavior({ ...NO_CALLBACK, answer: { fault: 'hang' } });
		const { failure } = await runAssign({
			credential,
			parameters: parameters({ timeout: 100 }),
			items: [items[0]],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(failure).toMatchObject([{ details: { cause: 'timeout', maybeAccepted: true } }]);
		expect(simulator.requests()).toHaveLength(1);
	});
});

it('sends no item that still waits for the rate limit when another has failed', async () => {
	simulator.setBehavior({
		...NO_CALLBACK,
		rules: [{ botSessionId: sessions[1], answer: { fault: 'hang' } }],
	});
	const began = Date.now();
	const { error } = await runAssign({
		credential: { ...credential, host: elsewhere(simulator) },
		parameters: parameters({ concurrency: 10, requestsPerMinute: 5, timeout: 500 }),
		items: items.slice(0, 12),
	});
	expect(error?.description).toMatch(
		/Kore accepted 4 of the 12 items, and may have accepted 1 more; the first item that was not sent is item 5\./,
	);
	expect(simulator.requests()).toHaveLength(5);
	expect(Date.now() - began).toBeLessThan(20_000);
});

describe('a 429', () => {
	const runLimited = async (options: INodeParameters, count: number, windowMs: number) => {
		const limited = await startSimulator({
			requestsPerMinute: 5,
			rateLimitWindowMs: windowMs,
			retryAfter: true,
		});
		limited.setBehavior(NO_CALLBACK);
		try {
			const run = await runAssign({
				credential: credentialFor(limited),
				parameters: parameters(options),
				items: items.slice(0, count),
			});
			return { ...run, requests: limited.requests() };
		} finally {
			await limited.stop();
		}
	};

	it('is waited for as long as Kore says, and every item is accepted once', async () => {
		const { success, requests } = await runLimited({}, 12, 1000);
		expect(success.map(({ botSessionId }) => botSessionId)).toEqual(sessions);
		const accepted = requests.filter(({ status }) => status === 200);
		expect(accepted.map((request) => assignBody(request).botSessionId).sort()).toEqual(sessions);
		expect(requests.some(({ status }) => status === 429)).toBe(true);
		expect(new Set(requests.map((request) => claimsOf(request).jti)).size).toBe(requests.length);
	});

	it('is an error if the run may not wait for it', async () => {
		const { error, requests } = await runLimited({ rateLimitWait: 0, concurrency: 1 }, 6, 60_000);
		expect(error?.message).toMatch(
			/^Kore's limit of calls a minute for the account was reached \(HTTP 429/,
		);
		expect(error?.description).toMatch(/'Wait for Rate Limit'.*Kore accepted 5 of the 6 items/s);
		expect(requests).toHaveLength(6);
	});

	it('is an error that tells how long the run has waited, if that was all it may wait', async () => {
		const { error, requests } = await runLimited({ rateLimitWait: 1, concurrency: 1 }, 11, 1000);
		expect(error?.message).toMatch(
			/^Kore's limit of calls a minute for the account was reached \(HTTP 429.*\), after 1 s of waiting for it \[item 10\]$/,
		);
		expect(requests.map(({ status }) => status)).toEqual([
			...Array<number>(5).fill(200),
			429,
			...Array<number>(5).fill(200),
			429,
		]);
	});
});
