import axios from 'axios';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import type { INodeParameters } from 'n8n-workflow';
import { FINAL } from '../kore-simulator';
import { AGENT, QUEUE, SESSION } from './harness/ids';
import { runAssign } from './harness/run';
import { claimsOf, REQUEST_HEADERS, sentUrl } from './harness/sent';
import { credentialFor, NO_CALLBACK, RETRY, toAgent, toQueue } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator(NO_CALLBACK);

const unsigned = { signCallback: false };

describe('the request', () => {
	it('assigns to an agent with exactly the documented path, headers and body', async () => {
		const { error } = await runAssign({
			credential,
			parameters: toAgent(AGENT, { options: unsigned }),
		});

		expect(error).toBeUndefined();
		const [request, ...others] = simulator.requests();
		expect(others).toEqual([]);
		expect(request.method).toBe('POST');
		expect(request.path).toBe(
			`/agentassist/api/v1/public/${credential.streamId}/assign-conversation`,
		);
		expect(request.body).toBe(
			`{"callbackUrl":"https://callback.invalid/hook","orgId":"${credential.orgId}","aId":"${AGENT}","botSessionId":"${SESSION}"}`,
		);
		expect(request.headers.accountid).toBe(credential.accountId);
		expect(request.headers['content-type']).toBe('application/json');
		expect(Object.keys(request.headers).sort()).toEqual(REQUEST_HEADERS);
	});

	it('assigns to a queue with exactly the documented body', async () => {
		await runAssign({ credential, parameters: toQueue(QUEUE, { options: unsigned }) });

		expect(simulator.requests()[0].body).toBe(
			`{"callbackUrl":"https://callback.invalid/hook","orgId":"${credential.orgId}","transferredType":"QUEUE","queueId":"${QUEUE}","botSessionId":"${SESSION}"}`,
		);
	});

	it('sends the claims appId, sub, iat, exp and a fresh jti, and no others', async () => {
		await runAssign({
			credential,
			parameters: toAgent(AGENT, { botSessionId: '={{ $json.session }}' }),
			items: [{ session: 's1' }, { session: 's2' }],
		});

		const [first, second] = simulator.requests().map(claimsOf);
		expect(Object.keys(first).sort()).toEqual(['appId', 'exp', 'iat', 'jti', 'sub']);
		expect(first).toMatchObject({ appId: credential.clientId, sub: 'n8n' });
		expect(first.exp - first.iat).toBe(300);
		expect(first.jti).not.toBe(second.jti);
	});

	it.each(['hs256', 'hs512', 'rs256', 'rs512', 'enforceJti'] as const)(
		'is accepted from the JWT app %s',
		async (app) => {
			const { success, error } = await runAssign({
				credential: credentialFor(simulator, app),
				parameters: toAgent(AGENT),
			});
			expect(error).toBeUndefined();
			expect(success).toMatchObject([{ outcome: 'accepted' }]);
		},
	);

	it('takes a private key whose line breaks became spaces in a password field', async () => {
		const rs256 = credentialFor(simulator, 'rs256');
		const { success } = await runAssign({
			credential: { ...rs256, privateKey: rs256.privateKey.replaceAll('\n', ' ') },
			parameters: toAgent(AGENT),
		});
		expect(success).toMatchObject([{ outcome: 'accepted' }]);
	});

	it('sends a pasted token as it is', async () => {
		await runAssign({ credential, parameters: toAgent(AGENT) });
		const claims = claimsOf(simulator.requests()[0]);
		const token = jwt.sign({ ...claims, jti: undefined }, credential.clientSecret);
		simulator.reset();

		const { success } = await runAssign({
			credential: {
				...credential,
				authentication: 'token',
				token: `Bearer ${token}`,
				clientSecret: '',
				callbackSecret: 'callback-secret-for-tests',
			},
			parameters: toAgent(AGENT),
		});
		expect(success).toMatchObject([{ outcome: 'accepted' }]);
		expect(simulator.requests()[0].headers.auth).toBe(token);
	});

	it('trims ids, and takes stream, organization and account from the options', async () => {
		const wrong = { streamId: 'st-other', orgId: 'o-other', accountId: 'other' };
		const { error } = await runAssign({
			credential: { ...credential, ...wrong, host: `${simulator.url}/some/path/` },
			parameters: toAgent(` ${AGENT}\n`, {
				botSessionId: ` ${SESSION} `,
				options: {
					streamId: ` ${credential.streamId} `,
					orgId: credential.orgId,
					accountId: credential.accountId,
				},
			}),
		});
		expect(error).toBeUndefined();
		expect(simulator.requests()[0]).toMatchObject({
			status: 200,
			json: { aId: AGENT, botSessionId: SESSION },
		});
	});

	it('URL-encodes the stream ID', async () => {
		await runAssign({
			credential: { ...credential, streamId: 'st-1/../x?y#z' },
			parameters: toAgent(AGENT),
		});
		expect(simulator.requests()[0].path).toBe(
			'/agentassist/api/v1/public/st-1%2F..%2Fx%3Fy%23z/assign-conversation',
		);
	});

	it('signs the callback URL, whose own query stays, in at most 700 characters', async () => {
		await runAssign({
			credential,
			parameters: toQueue(QUEUE, {
				callbackUrl:
					'https://n8n.example.com/webhook/0b1c2d3e-0000-4000-8000-000000000001/webhook?a=1%20b',
			}),
		});
		const callbackUrl = sentUrl(simulator);
		expect(callbackUrl).toMatch(/\/webhook\?a=1%20b&token=[\w-]+\.[\w-]+\.[\w-]+$/);
		expect(callbackUrl.length).toBeLessThanOrEqual(700);
		const claims = jwt.decode(callbackUrl.split('token=')[1]) as JwtPayload;
		expect(claims).toMatchObject({ aud: 'callback', s: SESSION, q: QUEUE });
		expect(Number(claims.exp) - Number(claims.iat)).toBeCloseTo(7 * 24 * 3600, -1);
	});

	it("takes the credential's Trigger URL where the node's Callback URL is blank", async () => {
		await runAssign({
			credential: { ...credential, triggerUrl: 'https://n8n.example.com/webhook/x/webhook' },
			parameters: toAgent(AGENT, { callbackUrl: ' ' }),
		});
		const callbackUrl = sentUrl(simulator);
		expect(callbackUrl).toMatch(/^https:\/\/n8n\.example\.com\/webhook\/x\/webhook\?token=/);
	});
});

describe('the result', () => {
	it('is a TransferResult for each item, in their order, linked to its item', async () => {
		const sessions = Array.from({ length: 25 }, (_, i) => `6538f8a3c9cf425ee5cf00${10 + i}`);
		simulator.setBehavior({
			...NO_CALLBACK,
			rules: [{ botSessionId: sessions[0], answer: { delayMs: 200 } }],
		});
		const { items } = await runAssign({
			credential,
			items: sessions.map((session) => ({ session })),
			parameters: toQueue(QUEUE, {
				botSessionId: '={{ $json.session }}',
				options: { correlationData: { pair: [{ key: 'ticket', value: '={{ $itemIndex }}' }] } },
			}),
		});

		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			sessions.map((_, item) => ({ item })),
		);
		expect(items.map(({ json }) => json.botSessionId)).toEqual(sessions);
		expect(items[3].json).toEqual({
			outcome: 'accepted',
			status: null,
			reason: null,
			botSessionId: sessions[3],
			sessionId: null,
			assignTo: 'queue',
			agentId: null,
			queueId: QUEUE,
			requestId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
			requestedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
			completedAt: null,
			correlation: { ticket: '3' },
			eventId: null,
			resumed: null,
			response: {},
		});
		expect(new Set(items.map(({ json }) => json.requestId)).size).toBe(sessions.length);
	});

	it('is final if Kore answers the request with the result itself', async () => {
		simulator.setBehavior({ ...NO_CALLBACK, answer: { body: FINAL } });
		const { success } = await runAssign({ credential, parameters: toAgent(AGENT) });
		expect(success).toMatchObject([
			{ outcome: 'transferred', status: 'transferred', completedAt: expect.any(String) as string },
		]);
	});

	it.each([
		['an empty body', '', 'accepted', null],
		['plain text', 'queued', 'accepted', 'queued'],
		['an array', [1, 2], 'accepted', null],
		['a status Kore has not published', { status: 'rejected', reason: 'busy' }, 'failed', 'busy'],
	])('tolerates %s', async (_name, body, outcome, reason) => {
		simulator.setBehavior({ ...NO_CALLBACK, answer: { body, contentType: 'text/plain' } });
		const { success, error } = await runAssign({ credential, parameters: toAgent(AGENT) });
		expect(error).toBeUndefined();
		expect(success).toMatchObject([{ outcome, reason }]);
	});

	it('is empty for no items', async () => {
		const { items, error } = await runAssign({
			credential,
			parameters: toAgent(AGENT),
			items: [],
		});
		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(simulator.requests()).toEqual([]);
	});
});

describe('200 requests', () => {
	it('are never refused for a used jti, which the simulator would refuse', async () => {
		const { success } = await runAssign({
			credential: credentialFor(simulator, 'enforceJti'),
			parameters: toAgent(AGENT, {
				botSessionId: '={{ $json.session }}',
				options: { requestsPerMinute: 0, concurrency: 20 },
			}),
			items: Array.from({ length: 200 }, (_, index) => ({ session: `s${index}` })),
		});
		expect(success).toHaveLength(200);
		expect(simulator.requests().map(({ status }) => status)).toEqual(Array(200).fill(200));
		const ids = simulator.requests().map((request) => claimsOf(request).jti);
		expect(new Set(ids).size).toBe(200);

		const { path, headers, body } = simulator.requests()[0];
		const replay = await axios.post<unknown>(`${simulator.url}${path}`, body, {
			headers: {
				auth: String(headers.auth),
				accountid: String(headers.accountid),
				'content-type': 'application/json',
			},
			validateStatus: () => true,
		});
		expect(replay.status).toBe(401);
		expect(replay.data).toMatchObject({
			errors: [{ msg: expect.stringMatching(/replay/) as string }],
		});
	});
});

describe("the outcome of Kore's 2xx answer", () => {
	const words: Array<[string | number, string]> = [
		['success', 'accepted'],
		['accepted', 'accepted'],
		['queued', 'accepted'],
		[200, 'accepted'],
		['Transferred', 'transferred'],
		['Failed', 'failed'],
		['failure', 'failed'],
		['ERROR', 'failed'],
		['rejected', 'failed'],
	];
	it.each(words)('is, with status %j, %s', async (status, outcome) => {
		simulator.setBehavior({ ...NO_CALLBACK, answer: { body: { status } } });
		const { success } = await runAssign({ credential, parameters: toAgent(AGENT) });
		expect(success).toMatchObject([{ outcome, status: String(status) }]);
	});

	it('is an error of the item where Kore reports one, and is not sent again', async () => {
		const body = { errors: [{ msg: 'no such agent', code: 400 }] };
		simulator.setBehavior({ ...NO_CALLBACK, answer: { body } });
		const { failure } = await runAssign({
			credential,
			parameters: toAgent(AGENT, { continueWhen: 'result' }),
			settings: { ...RETRY, onError: 'continueErrorOutput' },
		});
		expect(failure).toMatchObject([
			{
				error: 'Kore answered with a success, but reports an error in it (HTTP 200: no such agent)',
				message: expect.stringMatching(
					/^Kore may have accepted the transfer nevertheless/,
				) as string,
				details: { cause: 'refused', maybeAccepted: true, response: body },
			},
		]);
		expect(simulator.requests()).toHaveLength(1);
	});
});

describe('parameters that would change something else', () => {
	const wrong: Array<[string, INodeParameters, RegExp]> = [
		['a stream ID ..', { options: { streamId: '..' } }, /^'Stream ID' is no ID: "\.\."$/],
		['half a character', { botSessionId: 'x\udc00' }, /^'Bot Session ID' is no ID/],
		['a control character', { botSessionId: 'x\u0001' }, /^'Bot Session ID' is no ID/],
		['an ID without end', { botSessionId: 'x'.repeat(5000) }, /^'Bot Session ID' is no ID/],
		['no number', { botSessionId: '={{ Number("x") }}' }, /^'Bot Session ID' is NaN$/],
		['a time-out of true', { options: { timeout: '={{ true }}' } }, /^'Timeout' is true$/],
		['a time-out without end', { options: { timeout: 1e12 } }, /^'Timeout' is 1000000000000$/],
		[
			'two equal names',
			{
				options: {
					correlationData: {
						pair: [
							{ key: 'ticket', value: '1' },
							{ key: ' ticket', value: '2' },
						],
					},
				},
			},
			/^'Correlation Data' has two values named 'ticket'$/,
		],
	];
	it.each(wrong)('(%s) are refused before sending', async (_name, change, message) => {
		const { error } = await runAssign({ credential, parameters: toAgent(AGENT, change) });
		expect(error?.message).toMatch(message);
		expect(simulator.requests()).toEqual([]);
	});

	it('take a time-out with a fraction, also from an expression of one item among many', async () => {
		simulator.setBehavior(NO_CALLBACK);
		const { success } = await runAssign({
			credential,
			parameters: toAgent(AGENT, {
				botSessionId: '={{ $json.session }}',
				options: { timeout: '={{ $json.timeout }}', concurrency: 2 },
			}),
			items: [1500, 1500.5, 2e9, 1500].map((timeout, index) => ({ timeout, session: `s${index}` })),
		});
		expect(success).toHaveLength(4);
	});

	it('are not taken for other things: an ID constructor-1, and a date as Correlation Data', async () => {
		simulator.setBehavior(NO_CALLBACK);
		const { success, error } = await runAssign({
			credential,
			parameters: toAgent('constructor-1', {
				options: {
					correlationData: {
						pair: [
							{ key: 'day', value: "={{ DateTime.fromISO('2026-11-24T08:00:00Z').toUTC() }}" },
							{ key: 'date', value: "={{ new Date('2026-11-24T08:00:00Z') }}" },
							{ key: 'list', value: '={{ [1, { a: 2 }] }}' },
							{ key: 'none', value: '={{ null }}' },
							{ key: ' ', value: 'of no name' },
						],
					},
				},
			}),
		});
		expect(error).toBeUndefined();
		expect(success).toMatchObject([
			{
				agentId: 'constructor-1',
				correlation: {
					day: '2026-11-24T08:00:00.000Z',
					date: '2026-11-24T08:00:00.000Z',
					list: '[1,{"a":2}]',
					none: '',
				},
			},
		]);
	});
});
