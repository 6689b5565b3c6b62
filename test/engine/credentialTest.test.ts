import jwt from 'jsonwebtoken';
import type { AppName } from '../kore-simulator/types';
import { serve } from './harness/serve';
import { credentialFor, type Credential } from './harness/setup';
import { testCredential } from './harness/testCredential';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator();

const test = async (change: Partial<Credential> = {}) =>
	await testCredential({ ...credential, ...change });

it.each(['hs256', 'hs512', 'rs256', 'rs512', 'enforceJti'] as const)(
	'passes for the JWT app %s',
	async (app) => {
		expect(await test(credentialFor(simulator, app))).toEqual({
			status: 'OK',
			message:
				"Kore accepted the credential. Whether the app has 'Routing' shows with the first transfer.",
		});
		expect(simulator.requests().map(({ method, status }) => `${method} ${status}`)).toEqual([
			'GET 200',
			'GET 200',
		]);
	},
);

it.each<[AppName, string]>([
	['routingOnly', "'Configuration' and 'SmartAssist Analytics'"],
	['configurationOnly', "'SmartAssist Analytics'"],
])('passes for the app %s without a scope of the test calls, and names it', async (app, scopes) => {
	const { status, message } = await test(credentialFor(simulator, app));
	expect(status).toBe('OK');
	expect(message).toContain(`does not have the API scope ${scopes}: fine for assigning by ID`);
});

describe('a pasted token that Kore takes once', () => {
	const hour = () => Math.floor(Date.now() / 1000) + 3600;
	const pasted = (claims: object) => ({
		authentication: 'token' as const,
		token: jwt.sign(
			{ appId: credential.clientId, sub: 'n8n', exp: hour(), jti: 'once', ...claims },
			credential.clientSecret,
		),
	});

	it('is judged without sending it, and still good for a transfer afterwards', async () => {
		expect(await test(pasted({}))).toEqual({
			status: 'OK',
			message: expect.stringMatching(/^Not sent to Kore, which takes this token once/) as string,
		});
		expect(simulator.requests()).toEqual([]);
	});

	it.each([
		[{ exp: hour() + 600 }, /valid for more than an hour, which Kore refuses/],
		[{ exp: 1 }, /'JWT Token' in the credential expired at 1970/],
		[{ appId: undefined }, /has no claim appId/],
	])('is not right with %j', async (claims, message) => {
		const { status, message: text } = await test(pasted(claims));
		expect(status).toBe('Error');
		expect(text).toMatch(message);
		expect(simulator.requests()).toEqual([]);
	});
});

it('offers a random Callback Secret in place of one that can be guessed', async () => {
	const { status, message } = await test({ callbackSecret: 'short' });
	expect(status).toBe('Error');
	expect(message).toMatch(/has 5 characters, which can be guessed.*[\w-]{32}$/);
	const [callbackSecret] = message.match(/[\w-]{32}$/) as string[];
	expect(await test({ callbackSecret })).toMatchObject({ status: 'OK' });
});

it('tells an organization that is not the app’s, and names the right one', async () => {
	expect(await test({ orgId: 'o-other' })).toEqual({
		status: 'Error',
		message: `'Organization ID' is o-other, but Kore says that this app belongs to ${credential.orgId}. Enter ${credential.orgId}.`,
	});
});

const failures: Array<[string, Partial<Credential>, RegExp]> = [
	[
		'wrong secret',
		{ clientSecret: 'wrong' },
		/^Kore did not accept the credential \(HTTP 401: Invalid SDK credentials\)\. Compare 'Client ID'/,
	],
	['wrong client ID', { clientId: '123' }, /'Client ID' usually begins with cs-\./],
	['wrong stream', { streamId: '123' }, /'Stream ID' usually begins with st-\./],
	['no stream', { streamId: '' }, /^'Stream ID' is empty/],
	['a stream that changes the path', { streamId: '..' }, /^'Stream ID' is no ID: "\.\."/],
	['half a character', { streamId: 'st-\ud800' }, /^'Stream ID' is no ID/],
	[
		'wrong account',
		{ accountId: 'other' },
		/^Kore did not accept the values of the request \(HTTP 412/,
	],
	['no account', { accountId: '' }, /^'Account ID' is empty/],
	['no secret', { clientSecret: '' }, /^'Client Secret' in the credential is empty/],
	['no client ID', { clientId: '' }, /^'Client ID' in the credential is empty/],
	['no private key', { algorithm: 'RS256' }, /^'Private Key' in the credential is empty/],
	['no token', { authentication: 'token', token: '' }, /^'JWT Token' in the credential is empty/],
	[
		'not a token',
		{ authentication: 'token', token: 'x' },
		/^'JWT Token' in the credential is not a JSON Web Token/,
	],
	['unknown host', { host: 'kore.invalid' }, /^No server has the name of https:\/\/kore\.invalid/],
	[
		'closed port',
		{ host: 'http://127.0.0.1:1' },
		/^The server at http:\/\/127\.0\.0\.1:1 cannot be reached/,
	],
];
it.each(failures)('fails for: %s', async (_name, change, message) => {
	const result = await test(change);
	expect(result.status).toBe('Error');
	expect(result.message).toMatch(message);
});

describe('a server that is not Kore', () => {
	it.each([
		['a web page', 'text/html', '<!doctype html><html></html>'],
		['JSON of another kind', 'application/json', '{"hello":"world"}'],
		['text', 'text/plain', 'OK'],
		['an empty array', 'application/json', '[]'],
		['an error in a list', 'application/json', '{"errors":[{"msg":"no","code":400}],"results":[]}'],
		['more than a megabyte', 'application/json', `{"results":["${'x'.repeat(2 ** 20)}"]}`],
	])('with %s never passes', async (_name, contentType, body) => {
		const server = await serve((_request, response) => {
			response.setHeader('content-type', contentType);
			response.end(body);
		});
		try {
			const { status, message } = await test({ host: server.url });
			expect(status).toBe('Error');
			expect(message).toMatch(/Check '(Host' in the credential|Stream ID')/);
			if (contentType !== 'text/html') expect(message).not.toMatch(/^[^.]*web page/);
		} finally {
			await server.stop();
		}
	});
});

describe('a call of its own', () => {
	const answers: Array<[number, RegExp]> = [
		[412, /Check 'Stream ID' and 'Account ID'/],
		[429, /The credential may be right: wait a minute, then test it again/],
		[302, /sends the request on to another address/],
		[404, /^Kore found nothing at this address \(HTTP 404/],
		[500, /Try again later/],
		// Kore says 401 where a scope is missing; a gateway or firewall says 403.
		[403, /Check 'Host' in the credential, and whether a proxy or firewall refuses n8n/],
		[407, /A proxy between n8n and Kore asks for a log-in/],
	];
	it.each(answers)('answered %d, is not spoken of as a transfer', async (status, remedy) => {
		const server = await serve((_request, response) => response.writeHead(status).end('{}'));
		try {
			const { status: verdict, message } = await test({ host: server.url });
			expect(verdict).toBe('Error');
			expect(message).toMatch(remedy);
			expect(message).not.toMatch(/transfer|Bot Session ID|Options|may have accepted/);
		} finally {
			await server.stop();
		}
	});
});
