import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import type { INodeParameters } from 'n8n-workflow';
import { signCallbackUrl, verifyCallbackToken } from '../../dist/nodes/shared/callback/token';
import type { TransferResult } from '../../dist/nodes/shared/callback/transferResult';
import { FAILURE_SHAPES } from '../kore-simulator';
import { startCallbackHost } from './harness/callbackHost';
import { AGENT, QUEUE, SESSION } from './harness/ids';
import { WebhookContext } from './harness/n8n';
import { runAssign } from './harness/run';
import { keysOf, sentUrl } from './harness/sent';
import { byId, credentialFor, NO_CALLBACK, toAgent, toQueue } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator();
const hosts: Array<{ stop(): Promise<void> }> = [];

afterEach(async () => await Promise.all(hosts.splice(0).map(async (host) => await host.stop())));

async function host(parameters?: INodeParameters, own = credential) {
	const started = await startCallbackHost({ parameters, credential: own });
	hosts.push(started);
	return started;
}

/** Assigns with `callbackUrl` and returns the result and the signed URL that reached the simulator. */
async function assign(parameters: INodeParameters, own = credential) {
	const { success } = await runAssign({ credential: own, parameters });
	return { result: success[0], callbackUrl: sentUrl(simulator) };
}

const post = async (url: string, body: unknown, contentType: string = 'application/json') =>
	await axios.post<unknown>(url, body, {
		headers: { 'content-type': contentType },
		validateStatus: () => true,
		transformRequest: (data: unknown) =>
			typeof data === 'string' || Buffer.isBuffer(data) ? data : JSON.stringify(data),
	});

describe('the event of a callback that Kore sends', () => {
	it('has the facts of its request and the result', async () => {
		const { url, events } = await host();
		const { result } = await assign(
			toQueue(QUEUE, {
				callbackUrl: url,
				options: { correlationData: { pair: [{ key: 'ticket', value: 'T-1' }] } },
			}),
		);
		await simulator.waitForCallbacks(1, 3000);

		const [callback] = simulator.callbacks();
		expect(callback).toMatchObject({ status: 200, answer: '{"message":"Received"}' });
		const sent = JSON.parse(callback.body) as { sessionId: string; requestCompletedAt: number };
		expect(events).toEqual([
			{
				...result,
				outcome: 'transferred',
				status: 'transferred',
				botSessionId: SESSION,
				sessionId: sent.sessionId,
				queueId: QUEUE,
				completedAt: new Date(sent.requestCompletedAt).toISOString(),
				correlation: { ticket: 'T-1' },
				eventId: expect.stringMatching(/^[\da-f]{32}$/) as string,
				resumed: null,
				response: sent,
			},
		]);
		expect(sent.sessionId).not.toBe(SESSION);
	});

	it.each(FAILURE_SHAPES)('is complete for the failure shape "%s"', async (outcome) => {
		simulator.setBehavior({ callback: { outcome } });
		const { url, events } = await host();
		const { result } = await assign(toAgent(AGENT, { callbackUrl: url }));
		await simulator.waitForCallbacks(1, 3000);

		expect(simulator.callbacks()[0].status).toBe(200);
		expect(events).toHaveLength(1);
		expect(events[0]).toMatchObject({
			outcome: 'failed',
			botSessionId: SESSION,
			assignTo: 'agent',
			agentId: AGENT,
			queueId: null,
			requestId: result.requestId,
			requestedAt: result.requestedAt,
		});
	});

	it('comes before the answer to the request, too', async () => {
		simulator.setBehavior({ callback: { when: 'before' } });
		const { url, events } = await host();
		const { result } = await assign(toAgent(AGENT, { callbackUrl: url }));
		expect(events).toMatchObject([{ outcome: 'transferred', requestId: result.requestId }]);
	});

	it('is answered by n8n, which has saved its execution by then', async () => {
		simulator.setBehavior(NO_CALLBACK);
		const { url, calls } = await host();
		for (const waiting of [{}, { continueWhen: 'result' }]) {
			const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: url, ...waiting }));
			await post(callbackUrl, { status: 'failed' });
			simulator.reset();
			simulator.setBehavior(NO_CALLBACK);
		}
		const taken = { status: 200, events: [{ outcome: 'failed' }], leftToN8n: true };
		expect(calls).toMatchObject([taken, taken]);
		expect(calls.map(({ events: [{ relay }] }) => typeof relay)).toEqual(['undefined', 'string']);
	});

	it('has the same event ID if Kore repeats the callback, and another for another request', async () => {
		simulator.setBehavior({ callback: { times: 2 } });
		const { url, events } = await host();
		await assign(toAgent(AGENT, { callbackUrl: url }));
		await assign(toAgent(AGENT, { callbackUrl: url }));
		await simulator.waitForCallbacks(4, 3000);
		const ids = events.map(({ eventId }) => eventId);
		expect(ids).toHaveLength(4);
		expect(new Set(ids).size).toBe(2);
	});
});

describe('a body', () => {
	const cases: Array<[string, unknown, string, Partial<TransferResult>]> = [
		[
			'empty',
			'',
			'application/json',
			{ outcome: 'failed', status: null, reason: null, response: null },
		],
		[
			'plain text',
			'No agent is free',
			'text/plain',
			{ outcome: 'failed', reason: 'No agent is free' },
		],
		['an array', [{ status: 'TRANSFERRED' }], 'application/json', { outcome: 'transferred' }],
		['JSON sent as text', '{"status":"Transferred"}', 'text/plain', { outcome: 'transferred' }],
		[
			'JSON of no known type',
			'{"status":"transferred"}',
			'application/octet-stream',
			{ outcome: 'transferred' },
		],
		[
			'a form',
			'status=failed&reason=busy',
			'application/x-www-form-urlencoded',
			{ outcome: 'failed', reason: 'busy' },
		],
		[
			'text in another encoding',
			Buffer.from('Müller is busy', 'latin1'),
			'text/plain; charset=latin1',
			{ outcome: 'failed', reason: 'Müller is busy' },
		],
		[
			'deeply nested',
			'['.repeat(50_000) + ']'.repeat(50_000),
			'text/plain',
			{ outcome: 'failed', response: '['.repeat(50_000) + ']'.repeat(50_000) },
		],
	];
	it.each(cases)('%s', async (_name, body, contentType, expected) => {
		simulator.setBehavior(NO_CALLBACK);
		const { url, events } = await host();
		const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: url }));
		const { status } = await post(callbackUrl, body, contentType);
		expect(status).toBe(200);
		expect(events).toMatchObject([{ ...expected, botSessionId: SESSION }]);
	});

	it('may have 1 MB, and no more', async () => {
		simulator.setBehavior(NO_CALLBACK);
		const { url, events } = await host();
		const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: url }));
		const sized = async (bytes: number) =>
			(await post(callbackUrl, 'x'.repeat(bytes), 'text/plain')).status;
		expect([await sized(1024 * 1024 + 1), events.length]).toEqual([413, 0]);
		expect([await sized(1024 * 1024), events.length]).toEqual([200, 1]);
	});

	it('with our own callback URL in it leaves the token out of the event', async () => {
		simulator.setBehavior(NO_CALLBACK);
		const { url, events } = await host();
		const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: url }));
		await post(callbackUrl, { status: 'failed', reason: callbackUrl, callbackUrl });
		expect(events).toHaveLength(1);
		expect(JSON.stringify(events)).not.toMatch(/eyJ/);
	});
});

describe('verification', () => {
	let good: string;
	let trigger: Awaited<ReturnType<typeof host>>;
	const body = { status: 'transferred' };
	const claims = () => jwt.decode(good.split('token=')[1]) as JwtPayload;

	beforeEach(async () => {
		simulator.setBehavior(NO_CALLBACK);
		trigger = await host();
		good = (await assign(toAgent(AGENT, { callbackUrl: trigger.url }))).callbackUrl;
	});

	/** Signs other claims with the key that the node itself derives. */
	const signed = (change: JwtPayload) => {
		const { signing } = keysOf(credential);
		return `${trigger.url}?token=${jwt.sign({ ...claims(), ...change }, signing)}`;
	};

	it('takes a genuine callback', async () => {
		expect((await post(good, body)).status).toBe(200);
		expect((await post(signed({}), body)).status).toBe(200);
		expect(trigger.events).toHaveLength(2);
	});

	const forgeries: Array<[string, () => string]> = [
		['without a token', () => trigger.url],
		['with an empty token', () => `${trigger.url}?token=`],
		['with a token that is none', () => `${trigger.url}?token=abc`],
		['with two tokens', () => `${good}&token=x`],
		['with an altered signature', () => good.slice(0, -3) + (good.endsWith('AAA') ? 'BBB' : 'AAA')],
		[
			'with an altered session',
			() => {
				const [url, token] = good.split('token=');
				const [header, , signature] = token.split('.');
				const altered = Buffer.from(JSON.stringify({ ...claims(), s: 'other' })).toString(
					'base64url',
				);
				return `${url}token=${header}.${altered}.${signature}`;
			},
		],
		[
			'with an unsigned token',
			() => `${trigger.url}?token=${jwt.sign(claims(), '', { algorithm: 'none' })}`,
		],
		[
			'signed with the client secret itself',
			() => `${trigger.url}?token=${jwt.sign(claims(), credential.clientSecret)}`,
		],
		['with an expired token', () => signed({ exp: Math.floor(Date.now() / 1000) - 1 })],
		['with a token for another audience', () => signed({ aud: 'other' })],
		[
			"with a request's own token",
			() => `${trigger.url}?token=${String(simulator.requests()[0].headers.auth)}`,
		],
	];
	it.each(forgeries)('refuses a callback %s', async (_name, url) => {
		const { status, data } = await post(url(), body);
		expect(status).toBe(401);
		expect(data).toEqual({ message: 'Unauthorized' });
		expect(trigger.events).toEqual([]);
	});

	it("refuses a callback of another credential's request", async () => {
		const other = credentialFor(simulator, 'hs512');
		const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: trigger.url }), other);
		expect((await post(callbackUrl, body)).status).toBe(401);
		expect(trigger.events).toEqual([]);
	});

	it('takes the Callback Secret if there is one, on both sides', async () => {
		const withSecret = { ...credential, callbackSecret: 'callback-secret-for-tests' };
		const own = await host({}, { ...withSecret, clientSecret: 'unused' });
		const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: own.url }), withSecret);
		expect((await post(callbackUrl, body)).status).toBe(200);
		expect((await post(callbackUrl.replace(own.url, trigger.url), body)).status).toBe(401);
	});

	it('takes a key pasted with other line breaks for the same key', async () => {
		const rs = credentialFor(simulator, 'rs256');
		const own = await host({}, { ...rs, privateKey: rs.privateKey.replaceAll('\n', ' ') });
		const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: own.url }), rs);
		expect((await post(callbackUrl, body)).status).toBe(200);
	});

	it.each<[string, object, RegExp]>([
		['gives no key', { authentication: 'token', token: 'x' }, /gives no key.*'Callback Secret'/],
		['has a secret that can be guessed', { callbackSecret: 'x' }, /has 1 character.*24/],
	])('answers 500, says why and starts nothing if the credential %s', async (_, change, why) => {
		const own = await host({}, { ...credential, ...change });
		expect((await post(good.replace(trigger.url, own.url), body)).status).toBe(500);
		expect(own.events).toEqual([]);
		expect(own.calls[0].log).toEqual([expect.stringMatching(why)]);
	});

	it('holds to a new secret within ten seconds after the credential has been changed', async () => {
		const changing = { ...credential };
		const own = await host({}, changing);
		const old = good.replace(trigger.url, own.url);
		expect((await post(old, body)).status).toBe(200);
		changing.callbackSecret = 'a-new-callback-secret-for-tests';
		const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 10_000);
		try {
			expect((await post(old, body)).status).toBe(401);
			const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: own.url }), changing);
			expect((await post(callbackUrl, body)).status).toBe(200);
		} finally {
			clock.mockRestore();
		}
	});

	it('takes what a changed credential has signed at once, and nothing of the old one from then on', async () => {
		const changing = { ...credential };
		const own = await host({}, changing);
		const old = good.replace(trigger.url, own.url);
		expect((await post(old, body)).status).toBe(200);
		changing.callbackSecret = 'a-new-callback-secret-for-tests';
		const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: own.url }), changing);
		expect((await post(callbackUrl, body)).status).toBe(200);
		expect((await post(old, body)).status).toBe(401);
		expect(own.events).toHaveLength(2);
	});

	it('takes all that a changed credential has signed and that come while it is read', async () => {
		let secret: () => string = () => credential.clientSecret;
		const changing = {
			...credential,
			get clientSecret() {
				return secret();
			},
		};
		const own = await host({}, changing);
		expect((await post(good.replace(trigger.url, own.url), body)).status).toBe(200);
		secret = () => 'a-new-secret-of-the-jwt-app';
		const url = good.replace(trigger.url, own.url);
		const facts = verifyCallbackToken(url.split('token=')[1], keysOf(credential))!;
		const signed = Array.from({ length: 3 }, () =>
			signCallbackUrl(own.url, facts, keysOf(changing)),
		);
		// n8n's database takes a moment.
		secret = () => {
			secret = () => 'a-new-secret-of-the-jwt-app';
			throw new Error('Connection terminated');
		};
		const statuses = await Promise.all(signed.map(async (one) => (await post(one, body)).status));
		expect(statuses).toEqual([200, 200, 200]);
	});

	it('has n8n read the credential once a second at most for what is forged', async () => {
		let reads = 0;
		const counted = {
			...credential,
			get clientSecret() {
				reads++;
				return credential.clientSecret;
			},
		};
		const own = await host({}, counted);
		const statuses = await Promise.all(
			Array.from({ length: 20 }, async () => (await post(`${own.url}?token=x`, body)).status),
		);
		statuses.push((await post(`${own.url}?token=x`, body)).status);
		expect(new Set(statuses)).toEqual(new Set([401]));
		expect(reads).toBeLessThanOrEqual(2);
	});

	/** n8n's credential helper, whose database does not answer so often. */
	const away = (times: number) => {
		const troubles = Array<Error>(times).fill(new Error('Connection terminated'));
		return {
			...credential,
			get clientSecret() {
				const trouble = troubles.pop();
				if (trouble) throw trouble;
				return credential.clientSecret;
			},
		};
	};

	it('takes a callback all the same if n8n can read the credential a moment later', async () => {
		const own = await host({}, away(3));
		expect((await post(good.replace(trigger.url, own.url), body)).status).toBe(200);
		expect(own.events).toHaveLength(1);
	});

	it('asks for the callback again if n8n cannot read the credential for two seconds', async () => {
		const own = await host({}, away(100));
		const began = Date.now();
		const { status, data } = await post(good.replace(trigger.url, own.url), body);
		expect([status, data]).toEqual([503, { message: 'Try again later' }]);
		expect(Date.now() - began).toBeLessThan(3000);
		expect(own.events).toEqual([]);
		expect(own.calls[0].log).toEqual([
			expect.stringMatching(/refused a callback \(503\): .*Connection terminated/),
		]);
	});

	it('asks for the callback again if n8n gets no answer about the credential, and takes it then', async () => {
		const own = await host();
		const url = good.replace(trigger.url, own.url);
		const reading = jest
			.spyOn(WebhookContext.prototype, 'getCredentials')
			.mockReturnValueOnce(new Promise(() => {}));
		try {
			expect((await post(url, body)).status).toBe(503);
			expect(own.calls[0].log).toEqual([expect.stringMatching(/No answer in time/)]);
			expect((await post(url, body)).status).toBe(200);
		} finally {
			reading.mockRestore();
		}
	});

	it('verifies also if the expression of Verification fails', async () => {
		const own = await host({ verification: "={{ $('Nobody').item.json.id }}" });
		expect((await post(own.url, body)).status).toBe(401);
		expect((await post(good.replace(trigger.url, own.url), body)).status).toBe(200);
		expect(own.events).toHaveLength(1);
	});

	it('can be turned off: then the body has to say what it is about', async () => {
		const open = await host({ verification: 'none' });
		const sent = {
			sessionId: 's-1',
			queueId: QUEUE,
			status: 'transferred',
			requestCompletedAt: 1698825180041,
		};
		expect((await post(open.url, sent)).status).toBe(200);
		expect((await post(open.url, '')).status).toBe(200);
		expect(open.events).toMatchObject([
			{
				botSessionId: 's-1',
				sessionId: 's-1',
				assignTo: 'queue',
				queueId: QUEUE,
				requestId: null,
				completedAt: '2023-11-01T07:53:00.041Z',
				eventId: expect.any(String) as string,
			},
			{ outcome: 'failed', botSessionId: null, assignTo: null, eventId: null },
		]);
	});
});

describe('the filter', () => {
	const cases: Array<[INodeParameters, string[]]> = [
		[{}, ['agent failed', 'agent transferred', 'queue failed', 'queue transferred']],
		[{ events: ['failed'] }, ['agent failed', 'queue failed']],
		[{ events: ['transferred'], assignTo: 'queue' }, ['queue transferred']],
		[{ assignTo: 'agent' }, ['agent failed', 'agent transferred']],
		[{ events: ['failed'], assignTo: 'agent', agentId: byId(AGENT) }, ['agent failed']],
		[{ assignTo: 'agent', agentId: byId('a-other') }, []],
		[{ assignTo: 'agent', agentId: byId(QUEUE), queueId: byId(QUEUE) }, []],
		[
			{ events: ['failed'], assignTo: 'queue', queueId: byId(`qu-other, ${QUEUE}`) },
			['queue failed'],
		],
		[{ assignTo: 'queue', queueId: byId(`${QUEUE}0`) }, []],
		[{ events: ['failed'], assignTo: 'queue', queueId: byId('') }, ['queue failed']],
		// Chosen before 'Assigned To' was set back.
		[{ events: ['failed'], agentId: byId('a-other') }, ['agent failed', 'queue failed']],
	];
	it.each(cases)('%j', async (parameters, expected) => {
		simulator.setBehavior(NO_CALLBACK);
		const { url, events } = await host(parameters);
		for (const target of [
			toAgent(AGENT, { callbackUrl: url }),
			toQueue(QUEUE, { callbackUrl: url }),
		]) {
			const { callbackUrl } = await assign(target);
			for (const status of ['transferred', 'failed']) {
				expect((await post(callbackUrl, { status })).status).toBe(200);
			}
		}
		expect(events.map(({ assignTo, outcome }) => `${assignTo} ${outcome}`).sort()).toEqual(
			expected,
		);
	});
});

describe('a body that cannot be read', () => {
	it.each([
		['half', 9],
		['whole', 1],
	])(
		'is not waited for if its sender, %s done, was gone before n8n 1.x came to the node',
		async (_, length) => {
			const parameters = { verification: 'none' };
			const started = await startCallbackHost({ parameters, credential, isSlowVersion1: true });
			hosts.push(started);
			const socket = net.connect(Number(new URL(started.url).port), '127.0.0.1');
			const head = ['Host: n8n', 'Content-Type: application/x-odd', 'Content-Encoding: gzip'];
			const { pathname } = new URL(started.url);
			socket.write(
				[`POST ${pathname} HTTP/1.1`, ...head, `Content-Length: ${length}`, '', 'x'].join('\r\n'),
			);
			socket.end(() => setTimeout(() => socket.destroy(), 50));
			while (started.calls.length === 0) await sleep(5);
			await started.settled();
			expect(started.calls).toMatchObject([{ status: 400, events: [] }]);
		},
	);

	it('is logged once a minute, by the reason, with how often it came', async () => {
		// Reads no credential, whose time would stand still after the clock was put back.
		const { url, calls } = await host({ verification: 'none' });
		const logOf = async (body: string, contentType: string) => {
			await post(url, body, contentType);
			return calls.splice(0).flatMap(({ log }) => log);
		};
		const refuse = async () => await logOf('--b--', 'multipart/mixed; boundary=b');
		const line = 'Kore refused a callback (400): The body broke off on its way, or it has a form';
		expect(await refuse()).toEqual([expect.stringContaining(line)]);
		expect([await refuse(), await refuse()]).toEqual([[], []]);
		const tooLarge = await logOf('x'.repeat(2 ** 20 + 1), 'text/plain');
		expect(tooLarge).toEqual([expect.stringContaining('(413): ')]);
		const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
		try {
			expect(await refuse()).toEqual([
				expect.stringContaining(' (2 more since the last such line.)'),
			]);
		} finally {
			clock.mockRestore();
		}
	});

	const unreadable: Array<[string, Record<string, string>, string]> = [
		[
			'multipart',
			{ 'content-type': 'multipart/form-data; boundary=b' },
			'--b\r\ncontent-disposition: form-data; name="status"\r\n\r\nfailed\r\n--b--\r\n',
		],
		['multipart of another kind', { 'content-type': 'Multipart/mixed; boundary=b' }, '--b--'],
		['in an encoding that n8n does not unpack', { 'content-encoding': 'br' }, 'x'],
	];
	it.each(unreadable)('(%s) is 400 and no event', async (_name, headers, body) => {
		simulator.setBehavior(NO_CALLBACK);
		const { url, events } = await host();
		const { callbackUrl } = await assign(toAgent(AGENT, { callbackUrl: url }));
		const { status, data } = await axios.post<unknown>(callbackUrl, body, {
			headers,
			validateStatus: () => true,
			transformRequest: (text: string) => text,
		});
		expect(status).toBe(400);
		expect(data).toEqual({ message: 'The body cannot be read' });
		expect(events).toEqual([]);
	});
});
