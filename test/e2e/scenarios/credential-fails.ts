import jwt from 'jsonwebtoken';

import { startSimulator } from '../../kore-simulator';
import { credentialFor } from '../../engine/harness/setup';
import { withStandIn } from '../stage/stand-in';
import type { Stage } from '../stage/stage';

type Changes = Record<string, unknown>;

const EXPIRED = jwt.sign({ appId: 'cs-1', exp: 1 }, 'any');

const MISTAKES: Array<[string, Changes, RegExp]> = [
	[
		'a wrong secret',
		{ clientSecret: 'wrong' },
		/^Kore did not accept the credential \(HTTP 401: Invalid SDK credentials\)\. Compare 'Client ID'/,
	],
	['a wrong client ID', { clientId: '123' }, /'Client ID' usually begins with cs-\./],
	['a wrong stream ID', { streamId: '123' }, /'Stream ID' usually begins with st-\./],
	[
		'a wrong account ID',
		{ accountId: 'other' },
		/^Kore did not accept the values of the request \(HTTP 412/,
	],
	[
		'a wrong organization ID',
		{ orgId: 'o-other' },
		/^'Organization ID' is o-other, but Kore says that this app belongs to (o-\S+)\. Enter \1\.$/,
	],
	[
		'a private key that is none',
		{ algorithm: 'RS256', privateKey: 'x' },
		/^'Private Key' in the credential cannot sign with RS256/,
	],
	['a lifetime over an hour', { tokenLifetime: 3601 }, /^'Token Lifetime' .* is 3601 seconds/],
	[
		'a token that is none',
		{ authentication: 'token', token: 'x' },
		/^'JWT Token' in the credential is not a JSON Web Token/,
	],
	[
		'an expired token',
		{ authentication: 'token', token: EXPIRED },
		/^'JWT Token' in the credential expired at 1970-01-01/,
	],
	['a host that is none', { host: 'ftp://x' }, /^'Host' in the credential is not a web address/],
	['an unknown host', { host: 'kore.invalid' }, /^No server has the name of https:\/\/kore\.inv/],
	[
		'a closed port',
		{ host: 'http://127.0.0.1:1' },
		/^The server at http:\/\/127\.0\.0\.1:1 cannot be reached/,
	],
];

/**
 * What n8n, depending on its version, refuses to save; it may be asked to test it all the same.
 */
const GAPS: Array<[string, Changes, RegExp]> = [
	['a stream ID', { streamId: '' }, /^'Stream ID' is empty/],
	['an account ID', { accountId: '' }, /^'Account ID' is empty/],
	['a client ID', { clientId: '' }, /^'Client ID' in the credential is empty/],
	['a client secret', { clientSecret: '' }, /^'Client Secret' in the credential is empty/],
	['a private key', { algorithm: 'RS256' }, /^'Private Key' in the credential is empty/],
	['a token', { authentication: 'token', token: '' }, /^'JWT Token' in the credential is empty/],
];

const STRANGERS: Array<[string, Parameters<typeof withStandIn>[0], RegExp]> = [
	[
		'a web page',
		{ contentType: 'text/html', body: '<!doctype html><html></html>' },
		/web page instead of JSON/,
	],
	['other JSON', { body: '{"hello":"world"}' }, /Check 'Host' in the credential/],
	['text', { contentType: 'text/plain', body: 'OK' }, /Check 'Host' in the credential/],
	[
		'a redirect',
		{ status: 302, headers: { location: 'http://127.0.0.1:1/' } },
		/sends the request on to another address/,
	],
	['404', { status: 404, body: '{}' }, /^Kore found nothing at this address \(HTTP 404/],
	['429', { status: 429, body: '{}' }, /^Kore's limit of calls a minute/],
	['500', { status: 500, body: '{}' }, /^Kore could not process the request \(HTTP 500/],
	['nothing', null, /^Kore did not answer within 10 seconds/],
];

export function credentialFailsScenarios(stage: () => Stage) {
	describe('the test of a credential fails', () => {
		const saveAndTest = async (changes: Changes) => {
			const data = { ...credentialFor(stage().simulator), ...changes };
			const { id } = await stage().saveCredential(data);
			return await stage().builder.testCredential(id);
		};

		it.each(MISTAKES)('for %s', async (_name, changes, message) => {
			const result = await saveAndTest(changes);
			expect(result).toEqual({
				status: 'Error',
				message: expect.stringMatching(message) as string,
			});
		});

		it.each(GAPS)('without %s', async (_name, changes, message) => {
			const { id } = await stage().saveCredential(credentialFor(stage().simulator));
			const result = await stage().builder.testCredential(id, changes);
			expect(result).toEqual({
				status: 'Error',
				message: expect.stringMatching(message) as string,
			});
		});

		it.each(STRANGERS)('for a server that answers with %s', async (_name, answer, message) => {
			const result = await withStandIn(answer, async (host) => await saveAndTest({ host }));
			expect(result).toEqual({
				status: 'Error',
				message: expect.stringMatching(message) as string,
			});
		});

		it('for a server whose certificate is not trusted', async () => {
			const untrusted = await startSimulator({ https: true });
			try {
				expect(await saveAndTest({ host: untrusted.url })).toEqual({
					status: 'Error',
					message: expect.stringMatching(/^The TLS certificate of .* is not trusted/) as string,
				});
			} finally {
				await untrusted.stop();
			}
		});

		it('for a change that is not saved yet, and passes without it', async () => {
			const { id } = await stage().saveCredential(credentialFor(stage().simulator));
			const { builder } = stage();
			expect(await builder.testCredential(id, { clientSecret: 'wrong' })).toMatchObject({
				status: 'Error',
			});
			expect(await builder.testCredential(id)).toMatchObject({ status: 'OK' });
		});
	});
}
