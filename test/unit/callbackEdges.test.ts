import { EventEmitter } from 'node:events';
import { sign } from 'jsonwebtoken';
import { UserError, type IWebhookFunctions } from 'n8n-workflow';
import { isPing, signPing } from '../../dist/nodes/shared/callback/ping';
import { readKeys, readKeysAnew, receive, refuse } from '../../dist/nodes/shared/callback/receive';
import { readRequestBody } from '../../dist/nodes/shared/callback/requestBody';
import {
	isCallbackToken,
	signCallbackUrl,
	verifyCallbackToken,
	type RequestFacts,
} from '../../dist/nodes/shared/callback/token';
import { callbackKeys } from '../../dist/nodes/shared/credential/callbackKeys';
import { readCredential } from '../../dist/nodes/shared/credential/credential';

const CREDENTIAL = { clientId: 'cs-1', clientSecret: 'a-client-secret-for-tests' };
const KEYS = callbackKeys(readCredential(CREDENTIAL))!;
const MINUTE_MS = 60_000;

const factsAt = (requestedAt: number, rest: Partial<RequestFacts> = {}): RequestFacts => ({
	requestId: 'r-1',
	botSessionId: 's-1',
	target: { assignTo: 'agent', id: 'a-1' },
	requestedAt,
	executionId: '1',
	workflowId: 'w',
	correlation: {},
	...rest,
});
const tokenOf = (facts: RequestFacts) =>
	String(new URL(signCallbackUrl('https://h/w', facts, KEYS)).searchParams.get('token'));
const expiryOf = (token: string) =>
	(JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) as { exp: number }).exp;

describe('a callback token', () => {
	it.each([
		[4.9, true],
		[5.1, false],
	])('that is %d minutes ahead of this machine: %s', (minutes, isTaken) => {
		const facts = factsAt(Date.now() + minutes * MINUTE_MS);
		expect(verifyCallbackToken(tokenOf(facts), KEYS) !== undefined).toBe(isTaken);
	});

	it('that is longer than the node makes one is not taken, nor for one of a node', () => {
		const long = tokenOf(factsAt(Date.now(), { correlation: { a: 'x'.repeat(9000) } }));
		expect(verifyCallbackToken(long, KEYS)).toBeUndefined();
		expect(isCallbackToken({ token: long })).toBe(false);
	});

	it('lasts seven days, or until ten minutes after a wait, which an answer that came late put off', () => {
		const day = 24 * 60 * MINUTE_MS;
		expect(expiryOf(tokenOf(factsAt(1000)))).toBe((1000 + 7 * day) / 1000);
		const wait = { answeredBy: 31_000, until: 20 * day };
		expect(expiryOf(tokenOf(factsAt(1000, { wait })))).toBe(
			(20 * day + 30_000 + 10 * MINUTE_MS) / 1000,
		);
	});

	it('says of itself that a node has made it', () => {
		expect(isCallbackToken({ token: tokenOf(factsAt(1)) })).toBe(true);
		for (const token of [undefined, 5, 'x', sign({ aud: 'other' }, 'k')]) {
			expect(isCallbackToken({ token })).toBe(false);
		}
	});
});

it('a ping is taken for some minutes, of the same credential, and of no other form', () => {
	const { pinging } = KEYS;
	const signed = (claims: object) => sign(claims, pinging, { algorithm: 'HS256' });
	const exp = Math.floor(Date.now() / 1000) + 60;
	expect(isPing(signPing(KEYS), KEYS)).toBe(true);
	const left = expiryOf(signPing(KEYS)) - Date.now() / 1000;
	expect(left).toBeGreaterThan(298);
	expect(left).toBeLessThanOrEqual(300);
	expect(isPing(signed({ aud: 'ping', exp }), KEYS)).toBe(true);
	for (const token of [
		5,
		[signPing(KEYS)],
		signed({ aud: 'callback', exp }),
		signed({ aud: 'ping', exp: exp - 120 }),
		signed({ aud: 'ping', exp, more: 'x'.repeat(1024) }),
		signPing({ ...KEYS, pinging: Buffer.alloc(32, 1) }),
	]) {
		expect(isPing(token, KEYS)).toBe(false);
	}
});

describe('the body of a request', () => {
	const MOST = 1024 * 1024;
	const bodyOf = async (request: object, headers: object = {}) => {
		const context = {
			getHeaderData: () => headers,
			getRequestObject: () => Object.assign(new EventEmitter(), { complete: true }, request),
		} as unknown as IWebhookFunctions;
		const body = await readRequestBody(context);
		return 'refusal' in body ? body.refusal.statusCode : body.toString();
	};
	const rawBody = Buffer.from('text');

	it.each([
		[{}, 'text'],
		[{ 'content-type': 'multipart/form-data; boundary=x' }, 400],
		[{ 'content-type': 'Multipart/mixed' }, 400],
		[{ 'content-type': 'application/x-multipart/form-data' }, 'text'],
		[{ 'content-encoding': 'identity' }, 'text'],
		[{ 'content-encoding': 'gzip' }, 'text'],
		[{ 'content-encoding': 'deflate' }, 'text'],
		[{ 'content-encoding': 'br' }, 400],
	])('with the headers %j', async (headers, expected) => {
		expect(await bodyOf({ rawBody }, headers)).toBe(expected);
	});

	it('is read only where n8n has not done so', async () => {
		const unread = {
			async readRawBody(this: { rawBody: Buffer }) {
				this.rawBody = Buffer.from('read');
			},
		};
		expect(await bodyOf(unread)).toBe('read');
		expect(await bodyOf({ ...unread, rawBody })).toBe('text');
		expect(await bodyOf({})).toBe('');
	});

	it('may have a megabyte', async () => {
		expect(await bodyOf({ rawBody: Buffer.alloc(MOST, 'x') })).toHaveLength(MOST);
		expect(await bodyOf({ rawBody: Buffer.alloc(MOST + 1) })).toBe(413);
	});

	it.each([
		[{ type: 'entity.too.large' }, 413],
		[{ type: 'request.aborted' }, 400],
	])('that n8n could not read for %j', async (trouble, expected) => {
		const readRawBody = async () => await Promise.reject(Object.assign(new Error(), trouble));
		expect(await bodyOf({ readRawBody })).toBe(expected);
	});

	it.each([
		[false, 400],
		[true, ''],
	])('whose connection ends, having come whole: %s', async (complete, expected) => {
		const once = (_event: string, listener: () => void) => listener();
		const readRawBody = async () => await new Promise((resolve) => setTimeout(resolve, 5));
		expect(await bodyOf({ complete, once, readRawBody })).toBe(expected);
	});
});

describe('the credential of a webhook', () => {
	let last = 0;
	const newId = () => `credential-of-edges-${++last}`;
	const contextOf = (id: string | undefined, data: object | Error, rest: object = {}) => {
		let reads = 0;
		const context = {
			getNode: () => ({ id: 'n', name: 'Trigger', credentials: { koreAgentAssistApi: { id } } }),
			getCredentials: async () => {
				reads++;
				return data instanceof Error ? await Promise.reject(data) : data;
			},
			...rest,
		} as unknown as IWebhookFunctions;
		return { context, reads: () => reads };
	};
	const NO_KEY = expect.stringMatching(
		/has no credential, or one that gives no key.*'Callback Sec/,
	) as string;

	it.each<[string, object | Error, unknown]>([
		['gives its keys', CREDENTIAL, KEYS],
		['gives none', { authentication: 'token', token: 'x' }, NO_KEY],
		['is missing', new Error('The node has no credential'), NO_KEY],
		[
			'is wrong',
			new UserError('Too short', { description: 'Enter more.' }),
			'Too short. Enter more.',
		],
	])('%s', async (_, data, expected) => {
		expect(await readKeys(contextOf(newId(), data).context)).toEqual(expected);
	});

	it('is read once in ten seconds, and not at all for another one', async () => {
		const id = newId();
		const first = contextOf(id, CREDENTIAL);
		const second = contextOf(id, CREDENTIAL);
		await readKeys(first.context);
		expect(await readKeys(second.context)).toEqual(KEYS);
		expect([first.reads(), second.reads()]).toEqual([1, 0]);
		const other = contextOf(newId(), { ...CREDENTIAL, clientSecret: 'another-secret-for-tests' });
		expect(await readKeys(other.context)).not.toEqual(KEYS);
		const wrong = contextOf(newId(), new Error('gone'));
		await readKeys(wrong.context);
		await readKeys(wrong.context);
		expect(wrong.reads()).toBe(2);
	});

	it('that has no ID is read each time', async () => {
		const context = contextOf(undefined, CREDENTIAL);
		await readKeys(context.context);
		await readKeysAnew(context.context);
		expect(await readKeysAnew(context.context)).toEqual(KEYS);
		expect(context.reads()).toBe(3);
	});

	it('is read anew once a second', async () => {
		const { context, reads } = contextOf(newId(), CREDENTIAL);
		await readKeys(context);
		expect(await readKeysAnew(context)).toEqual(KEYS);
		expect(await readKeysAnew(context)).toBeUndefined();
		expect(await readKeys(context)).toEqual(KEYS);
		expect(reads()).toBe(2);
	});

	it('verifies a token, and nothing where none is asked for', async () => {
		const request = (token: unknown) => ({
			getQueryData: () => ({ token }),
			getHeaderData: () => ({ 'content-type': 'text/plain; charset=latin1' }),
			getRequestObject: () => ({ rawBody: Buffer.from([0xe9]) }),
		});
		const token = tokenOf(factsAt(Date.now()));
		const good = contextOf(newId(), CREDENTIAL, request(token)).context;
		expect(await receive(good, { verify: true })).toMatchObject({
			verified: { token, facts: { requestId: 'r-1' }, keys: KEYS },
			text: 'é',
			contentType: 'text/plain; charset=latin1',
		});
		expect(await receive(good, { verify: false })).toMatchObject({ verified: undefined });
		const forged = contextOf(newId(), CREDENTIAL, request(['x'])).context;
		expect(await receive(forged, { verify: true })).toMatchObject({
			refusal: { statusCode: 401, answer: 'Unauthorized' },
		});
		const keyless = contextOf(newId(), {}, request(token)).context;
		expect(await receive(keyless, { verify: true })).toEqual({
			refusal: { statusCode: 500, answer: 'Callbacks cannot be verified', advice: NO_KEY },
		});
	});
});

it('a refusal is answered each time, and logged once a minute with how many there were', () => {
	const answers: unknown[] = [];
	const log: string[] = [];
	const response = {
		status: (code: number) => (answers.push(code), response),
		json: (body: object) => answers.push(body),
	};
	const context = {
		getNode: () => ({ id: 'edges', name: 'Trigger' }),
		getWorkflow: () => ({ id: 'edges' }),
		getResponseObject: () => response,
		logger: { warn: (line: string) => log.push(line) },
	} as unknown as IWebhookFunctions;
	const refusal = { statusCode: 401, answer: 'No', advice: 'Sign it.' };
	const began = performance.now();
	const clock = jest.spyOn(performance, 'now').mockImplementation(() => began);
	try {
		for (let time = 0; time < 3; time++) {
			expect(refuse(context, refusal)).toEqual({ noWebhookResponse: true });
		}
		refuse(context, { ...refusal, statusCode: 413 });
		clock.mockImplementation(() => began + 60_001);
		refuse(context, refusal);
	} finally {
		clock.mockRestore();
	}
	expect(answers).toEqual([401, 401, 401, 413, 401].flatMap((code) => [code, { message: 'No' }]));
	expect(log).toEqual([
		'Trigger refused a callback (401): Sign it.',
		'Trigger refused a callback (413): Sign it.',
		'Trigger refused a callback (401): Sign it. (2 more since the last such line.)',
	]);
});
