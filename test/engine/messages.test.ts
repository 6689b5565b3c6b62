import jwt from 'jsonwebtoken';
import type { INodeParameters } from 'n8n-workflow';
import { startSimulator } from '../kore-simulator';
import type { Answer } from '../kore-simulator/types';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { serve } from './harness/serve';
import {
	byId,
	credentialFor,
	NO_CALLBACK,
	toAgent,
	toQueue,
	type Credential,
} from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator(NO_CALLBACK);

const CALLBACK_SECRET = 'callback-secret-for-tests';

const fail = async (
	change: Partial<Credential> = {},
	parameters: INodeParameters = toAgent(AGENT),
) => {
	const { error } = await runAssign({ credential: { ...credential, ...change }, parameters });
	if (!error) throw new Error('The node has not failed');
	return error;
};

const answerWith = (answer: Partial<Answer>) => simulator.setBehavior({ ...NO_CALLBACK, answer });

describe('a value that makes no request', () => {
	const cases: Array<[string, INodeParameters, string | RegExp, RegExp, Partial<Credential>?]> = [
		['no agent', toAgent(' '), "'Agent' is empty", /Enter an ID/],
		['no queue', toQueue('={{ "" }}'), "'Queue' is empty", /Enter an ID/],
		[
			'no session',
			toAgent(AGENT, { botSessionId: '={{ $json.missing }}' }),
			"'Bot Session ID' is empty",
			/item before has a value/,
		],
		[
			'an agent ID with a space in it',
			toAgent('a-1 a-2'),
			/white space in it: "a-1 a-2"/,
			/one ID/,
		],
		['a user ID as agent', toAgent('u-123'), "'Agent' is a user ID: u-123", /From List/],
		['a queue ID as agent', toAgent('qu-123'), "'Agent' is a queue ID: qu-123", /'Queue'/],
		['an agent ID as queue', toQueue('a-123'), "'Queue' is an agent ID: a-123", /'Agent'/],
		[
			'a conversation ID as queue',
			toQueue('c-1'),
			/is a conversation ID: c-1/,
			/of a queue \(qu-…\)/,
		],
		[
			'a number as callback URL',
			toAgent(AGENT, { callbackUrl: '={{ 42 }}' }),
			"'Callback URL' is not a web address: 42",
			/must begin with https/,
		],
		[
			'an object as session',
			toAgent(AGENT, { botSessionId: '={{ ({ id: 1 }) }}' }),
			`'Bot Session ID' is not a text: {"id":1}`,
			/one ID/,
		],
		[
			'no callback',
			toAgent(AGENT, { callbackUrl: '' }),
			/'Callback URL' is empty/,
			/Production URL/,
		],
		[
			'a callback that is no address',
			toAgent(AGENT, { callbackUrl: 'webhook/x' }),
			"'Callback URL' is not a web address: webhook/x",
			/https:\/\//,
		],
		[
			'a callback for another protocol',
			toAgent(AGENT, { callbackUrl: 'ftp://example.com/x' }),
			/not a web address/,
			/https:\/\//,
		],
		[
			'a callback with a token of its own',
			toAgent(AGENT, { callbackUrl: 'https://example.com/?token=x' }),
			/already has a query parameter 'token'/,
			/Sign Callback/,
		],
		[
			'too much correlation data',
			toAgent(AGENT, {
				options: { correlationData: { pair: [{ key: 'note', value: 'é'.repeat(600) }] } },
			}),
			"'Correlation Data' has 1211 bytes",
			/1024 bytes/,
		],
		[
			'a concurrency from a field that is missing',
			toAgent(AGENT, { options: { concurrency: '={{ $json.missing }}' } }),
			/'Concurrency' is/,
			/first item has its field/,
		],
		[
			'a rate that is a text',
			toAgent(AGENT, { options: { requestsPerMinute: '={{ "many" }}' } }),
			/'Requests per Minute' is .*many/,
			/Enter a number from 0/,
		],
		[
			'a wait that is empty',
			toAgent(AGENT, { options: { rateLimitWait: '={{ "" }}' } }),
			/'Wait for Rate Limit' is/,
			/Enter a number from 0/,
		],
		[
			'nobody to assign to',
			{ ...toQueue('qu-1', { assignTo: '={{ "team" }}' }), agentId: byId('a-1') },
			`'Assign To' is "team"`,
			/must be 'agent' or 'queue'.*expression in 'Assign To'/,
		],
		[
			'nothing to assign to',
			{ ...toQueue('qu-1', { assignTo: '={{ undefined }}' }), agentId: byId('a-1') },
			`'Assign To' is empty`,
			/must be 'agent' or 'queue'/,
		],
		[
			'something else to do where it is not sure',
			toAgent(AGENT, { options: { ifUnsure: '={{ "guess" }}' } }),
			"'If Unsure' is guess",
			/must be 'report' or 'askKore'.*expression in 'If Unsure'/,
		],
		[
			'two correlation values of one name',
			toAgent(AGENT, {
				options: {
					correlationData: {
						pair: [
							{ key: 'a', value: '1' },
							{ key: ' a ', value: '2' },
						],
					},
				},
			}),
			"'Correlation Data' has two values named 'a'",
			/name of its own/,
		],
		[
			'an algorithm that Kore does not have',
			toAgent(AGENT),
			"'Signing Algorithm' in the credential is ES256, which Kore does not offer",
			/choose one of HS256, HS512, RS256, RS512\.$/,
			{ algorithm: 'ES256' as never },
		],
		[
			'a lifetime of no second',
			toAgent(AGENT),
			"'Token Lifetime' in the credential is 0.5 seconds",
			/1 to 3600/,
			{ tokenLifetime: 0.5 },
		],
		[
			'a pasted token whose exp is no time',
			toAgent(AGENT),
			"'JWT Token' in the credential has an exp that is no time",
			/seconds since 1970/,
			{
				authentication: 'token',
				// jsonwebtoken would not sign it.
				token: `${jwt.sign({}, 'k').split('.')[0]}.${Buffer.from('{"exp":"soon"}').toString('base64url')}.x`,
			},
		],
		[
			'no pasted token',
			toAgent(AGENT),
			/'JWT Token' .*is empty/,
			/paste a token/,
			{ authentication: 'token' },
		],
		['no organization', toAgent(AGENT), "'Organization ID' is empty", /o-…/, { orgId: '' }],
		['no stream', toAgent(AGENT), "'Stream ID' is empty", /st-…/, { streamId: ' ' }],
		['no account', toAgent(AGENT), "'Account ID' is empty", /credential/, { accountId: '' }],
		['no client ID', toAgent(AGENT), /'Client ID' .*is empty/, /Dev Tools/, { clientId: '' }],
		['no secret', toAgent(AGENT), /'Client Secret' .*is empty/, /Dev Tools/, { clientSecret: '' }],
		[
			'no private key',
			toAgent(AGENT),
			/'Private Key' .*is empty/,
			/PEM/,
			{ algorithm: 'RS256', privateKey: '' },
		],
		[
			'a private key that is none',
			toAgent(AGENT),
			"'Private Key' in the credential cannot sign with RS512",
			/-----BEGIN/,
			{ algorithm: 'RS512', privateKey: 'not a key' },
		],
		[
			'a lifetime over an hour',
			toAgent(AGENT),
			/is 7200 seconds/,
			/1 to 3600/,
			{ tokenLifetime: 7200 },
		],
		[
			'a host that is none',
			toAgent(AGENT),
			/'Host' .* not a web address: ht tp/,
			/https:/,
			{ host: 'ht tp' },
		],
		[
			'a pasted token that has expired',
			toAgent(AGENT),
			/'JWT Token' .* expired at 2001-09-09T01:46:40.000Z/,
			/JWT App/,
			{
				authentication: 'token',
				token: jwt.sign({ exp: 1_000_000_000 }, 'any'),
			},
		],
		[
			'a pasted text that is no token',
			toAgent(AGENT),
			"'JWT Token' in the credential is not a JSON Web Token",
			/begins with eyJ/,
			{ authentication: 'token', token: 'pasted' },
		],
		[
			'nothing to sign the callback with',
			toAgent(AGENT),
			/callback URL cannot be signed/,
			/Callback Secret/,
			{ authentication: 'token', token: 'eyJhbGciOiJIUzI1NiJ9.e30.x' },
		],
	];
	// A fifth argument would make jest wait for a `done` that is never called.
	it.each(cases)('%s', async (_name, ...[parameters, message, description, change]) => {
		const error = await fail(change, parameters);
		expect(error.name).toBe('NodeOperationError');
		expect(error.message).toEqual(
			message instanceof RegExp ? (expect.stringMatching(message) as string) : message,
		);
		expect(error.description).toMatch(description);
		expect(simulator.requests()).toEqual([]);
	});
});

describe("Kore's answer", () => {
	const cases: Array<[string, () => void, Partial<Credential>, RegExp, RegExp]> = [
		[
			'wrong secret',
			() => {},
			{ clientSecret: 'wrong' },
			/did not accept the credential \(HTTP 401: Invalid SDK credentials\)/,
			/Client Secret/,
		],
		[
			'not a token',
			() => {},
			{
				authentication: 'token',
				token: 'eyJhbGciOiJIUzI1NiJ9.garbage.x',
				callbackSecret: CALLBACK_SECRET,
			},
			/could not read the token/,
			/JWT App/,
		],
		[
			'403',
			() => answerWith({ status: 403, body: '' }),
			{},
			/^Kore, or something in front of it, does not allow this/,
			/Routing/,
		],
		[
			'412',
			() => {},
			{ orgId: 'o-other' },
			/\(HTTP 412: Validation errors\/ Invalid arguments\)/,
			/Bot Session ID/,
		],
		[
			'404',
			() => answerWith({ status: 404, body: { message: 'Not Found' } }),
			{},
			/found nothing at this address \(HTTP 404: Not Found\)/,
			/Stream ID/,
		],
		[
			'400 for the stream',
			() => answerWith({ status: 400, body: { errors: [{ msg: 'Invalid StreamId', code: 400 }] } }),
			{},
			/no app with this stream ID/,
			/App Settings/,
		],
		[
			'400',
			() => answerWith({ status: 400, body: { code: 400, message: 'Nope' } }),
			{},
			/did not accept the request \(HTTP 400: Nope\)/,
			/Bot Session ID/,
		],
		[
			'405',
			() => answerWith({ status: 405, body: '' }),
			{},
			/does not take this kind of request/,
			/Host/,
		],
		[
			'500',
			() => answerWith({ status: 500, body: 'Internal Server Error' }),
			{},
			/could not process the request \(HTTP 500: Internal Server Error\)/,
			/may have accepted/,
		],
		[
			'HTML with 200',
			() =>
				answerWith({ status: 200, body: '<!DOCTYPE html><html></html>', contentType: 'text/html' }),
			{},
			/web page instead of JSON \(HTTP 200\)/,
			/may have accepted.*Host/s,
		],
		[
			'408',
			() => answerWith({ status: 408, body: '' }),
			{},
			/could not process the request \(HTTP 408\)/,
			/may have accepted/,
		],
		[
			'a reason with a code that n8n has a text of its own for',
			() => answerWith({ status: 500, body: '{"message":"read ECONNRESET"}' }),
			{},
			/could not process the request \(HTTP 500: read ECONNRESET\)/,
			/may have accepted/,
		],
		[
			'HTML with 502',
			() => answerWith({ status: 502, body: '<html>Bad Gateway</html>', contentType: 'text/html' }),
			{},
			/could not process the request \(HTTP 502\)/,
			/may have accepted/,
		],
		[
			'a redirect',
			() => answerWith({ status: 307, body: '', headers: { location: 'http://127.0.0.1:1/' } }),
			{},
			/sends the request on/,
			/Host/,
		],
		[
			'no answer in time',
			() => answerWith({ fault: 'hang' }),
			{},
			/did not answer within 0.2 seconds/,
			/may have accepted/,
		],
		[
			'a broken connection',
			() => answerWith({ fault: 'reset' }),
			{},
			/broke off before an answer/,
			/may have accepted/,
		],
	];
	it.each(cases)('%s', async (_name, arrange, change, message, description) => {
		arrange();
		const error = await fail(change, toAgent(AGENT, { options: { timeout: 200 } }));
		expect(error.name).toBe('NodeApiError');
		expect(error.message).toMatch(message);
		expect(error.description).toMatch(description);
		// Put together from parts, some of which may be empty.
		expect(error.description).not.toMatch(/\s{2}|\s$|[.:][A-Z]/);
		// Never sent twice, also not by n8n, which repeats a 401 that it sees.
		expect(simulator.requests()).toHaveLength(1);
	});

	it('a pasted token that expires in the middle of a run', async () => {
		const slow = await startSimulator({ requestsPerMinute: Infinity, latencyMs: 900 });
		slow.setBehavior(NO_CALLBACK);
		try {
			const own = credentialFor(slow);
			const exp = Math.floor(Date.now() / 1000) + 2;
			const token = jwt.sign({ appId: own.clientId, sub: 'n8n', exp }, own.clientSecret);
			const { failure } = await runAssign({
				credential: { ...own, authentication: 'token', token, callbackSecret: CALLBACK_SECRET },
				parameters: toAgent(AGENT, {
					botSessionId: '={{ $json.session }}',
					options: { concurrency: 1 },
				}),
				items: ['s-0', 's-1', 's-2', 's-3'].map((session) => ({ session })),
				settings: { onError: 'continueErrorOutput' },
			});
			const last = failure[failure.length - 1];
			expect(last.error).toMatch(/^'JWT Token' in the credential expired at/);
			expect(last.message).toMatch(/^Nothing was sent.*paste a new token/s);
			expect(last.details).toMatchObject({ cause: 'credentials', maybeAccepted: false });
			expect(slow.requests().length).toBeLessThan(4);
		} finally {
			await slow.stop();
		}
	});

	it('missing scope', async () => {
		const { error } = await runAssign({
			credential: credentialFor(simulator, 'configurationOnly'),
			parameters: toAgent(AGENT),
		});
		expect(error?.message).toMatch(
			/does not have the API scope 'Routing' \(HTTP 401: Permission denied/,
		);
		expect(error?.description).toMatch(/API Scopes.*Routing.*publish/s);
		expect(error).toHaveProperty('httpCode', '401');
	});

	it.each([
		['possibly a replay', /^Kore got this request more than once/],
		['if "jti" claim "exp" must be <= 1 hour(s)', /valid for more than an hour/],
		['jwt expired', /has expired/],
	])('refused token: %s', async (reason, message) => {
		answerWith({
			status: 401,
			body: { errors: [{ msg: `error verifying the jwt: ${reason}`, code: 401 }] },
		});
		expect((await fail()).message).toMatch(message);
	});

	it.each([
		[-7, / is 7 minutes ahead of the server's/],
		[7, / is 7 minutes behind the server's/],
		[1, undefined],
	])('a server whose clock is %i minutes ahead refuses the token', async (minutes, clock) => {
		const date = new Date(Date.now() + minutes * 60_000).toUTCString();
		const headers = { Date: date };
		answerWith({ status: 401, headers, body: { errors: [{ msg: 'Invalid SDK credentials' }] } });
		const { message, description } = await fail();
		expect(message).toMatch(/^Kore did not accept the credential/);
		expect(description).toMatch(clock ?? /^Compare/);
		expect(description).toMatch(/Compare 'Client ID'/);
		// Of a missing scope the clock is no cause.
		answerWith({ status: 401, headers, body: { errors: [{ msg: 'Scope is incorrect' }] } });
		expect((await fail()).description).not.toMatch(/clock/);
	});
});

describe('a host that cannot be reached', () => {
	it('by name', async () => {
		const error = await fail({ host: 'kore.invalid' });
		expect(error.message).toBe('No server has the name of https://kore.invalid');
		expect(error.description).toMatch(/Nothing was sent.*DNS/);
	});

	it('by port', async () => {
		const { url, stop } = await serve(() => {});
		await stop();
		const error = await fail({ host: url });
		expect(error.message).toBe(`The server at ${url} cannot be reached`);
		expect(error.description).toMatch(/Nothing was sent\. \(ECONNREFUSED\)/);
	});

	it('by TLS', async () => {
		const secure = await startSimulator({ https: true });
		try {
			const error = await fail({ host: secure.url });
			expect(error.message).toBe(`The TLS certificate of ${secure.url} is not trusted`);
			expect(error.description).toMatch(/Nothing was sent.*NODE_EXTRA_CA_CERTS/s);
		} finally {
			await secure.stop();
		}
	});
});

describe('secrets', () => {
	it('appear neither in an error nor in the output, even if the server echoes the request', async () => {
		const echo = await serve((request, response) => {
			request.setEncoding('utf8');
			let body = '';
			request.on('data', (chunk: string) => (body += chunk));
			request.on('end', () => {
				response.statusCode = Number(request.headers['x-status'] ?? 400);
				response.end(JSON.stringify({ message: request.headers.auth, echo: body }));
			});
		});
		try {
			for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
				const run = await runAssign({
					credential: { ...credential, host: echo.url },
					parameters: toAgent(AGENT, { botSessionId: '={{ $json.session }}' }),
					items: [{ session: 's1' }, { session: 's2' }],
					settings: { onError },
				});
				const everything = JSON.stringify(run) + String(run.error?.stack);
				expect(everything).toContain('[token removed]');
				expect(everything).not.toMatch(/eyJ/);
				expect(everything).not.toContain(credential.clientSecret);
			}
		} finally {
			await echo.stop();
		}
	});
});
