import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { callbackKeys } from '../../dist/nodes/shared/credential/callbackKeys';
import {
	koreOrigin,
	readCredential,
	type KoreCredential,
} from '../../dist/nodes/shared/credential/credential';
import { requestToken } from '../../dist/nodes/shared/credential/token';
import { readJwt, signJwt, verifyJwt } from '../../dist/nodes/shared/credential/jwt';
import { repairPrivateKey } from '../../dist/nodes/shared/credential/privateKey';

describe('koreOrigin', () => {
	it.each([
		['https://platform.kore.ai', 'https://platform.kore.ai'],
		['platform.kore.ai', 'https://platform.kore.ai'],
		['platform.kore.ai/', 'https://platform.kore.ai'],
		['https://platform.kore.ai/agentassist/', 'https://platform.kore.ai'],
		['http://kore.example.com:8080/x?y#z', 'http://kore.example.com:8080'],
		['HTTPS://Kore.Example.com', 'https://kore.example.com'],
		['localhost:4800', 'https://localhost:4800'],
		['http://[::1]:4800', 'http://[::1]:4800'],
	])('%s is %s', (host, origin) => expect(koreOrigin(host)).toBe(origin));

	it.each(['ftp://kore.example.com', 'https://', 'ht tp', 'file:///etc/passwd'])(
		'%s is no host',
		(host) =>
			expect(() => koreOrigin(host)).toThrow("'Host' in the credential is not a web address"),
	);
});

describe('repairPrivateKey', () => {
	const { privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
		publicKeyEncoding: { type: 'spki', format: 'pem' },
	});

	it.each([
		['as it is', privateKey],
		['with spaces for line breaks', privateKey.replaceAll('\n', ' ')],
		['with written \\n', privateKey.replaceAll('\n', '\\n')],
		['with Windows line breaks', privateKey.replaceAll('\n', '\r\n')],
		['without any line break', privateKey.replaceAll('\n', '')],
		['with text around it', `  my key:\n${privateKey}\n`],
	])('gives the same key: %s', (_name, pasted) => {
		expect(repairPrivateKey(pasted)).toBe(privateKey);
		expect(() => createPrivateKey(repairPrivateKey(pasted))).not.toThrow();
	});

	it('leaves other text alone', () => expect(repairPrivateKey(' no key ')).toBe('no key'));
});

describe('the bundled jsonwebtoken', () => {
	it('signs what the library itself verifies, and the other way round', () => {
		const claims = { aud: 'callback', s: 'x' };
		const key = 'a-key-for-tests';
		for (const algorithm of ['HS256', 'HS512'] as const) {
			const token = signJwt(claims, key, algorithm);
			expect(jsonwebtoken.verify(token, key, { algorithms: [algorithm] })).toMatchObject(claims);
		}
		expect(verifyJwt(jsonwebtoken.sign(claims, key), key, 'callback')).toMatchObject(claims);
	});

	it('refuses another algorithm, audience or key, and no token at all', () => {
		const key = 'a-key-for-tests';
		const token = jsonwebtoken.sign({ aud: 'callback' }, key, { algorithm: 'HS512' });
		expect(verifyJwt(token, key, 'callback')).toBeUndefined();
		expect(verifyJwt(jsonwebtoken.sign({ aud: 'x' }, key), key, 'callback')).toBeUndefined();
		expect(verifyJwt(jsonwebtoken.sign({ aud: 'callback' }, 'y'), key, 'callback')).toBeUndefined();
		expect(verifyJwt('', key, 'callback')).toBeUndefined();
		expect(readJwt('not a token')).toBeUndefined();
		expect(readJwt('eyJhbGciOiJIUzI1NiJ9.garbage.x')).toBeUndefined();
	});
});

it.each(['-----BEGIN A-----', '-----BEGIN ', '-----', '-----BEGIN A-----x-----END B-----'])(
	'reads a megabyte of %s as a private key in linear time',
	(pattern) => {
		const began = performance.now();
		readCredential({ privateKey: pattern.repeat(2 ** 20 / pattern.length) });
		expect(performance.now() - began).toBeLessThan(3000);
	},
);

it.each(['2026-01-01', {}, -1e20, null])('refuses a pasted token whose exp is %j', (exp) => {
	const text = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const token = `${text({ alg: 'HS256', typ: 'JWT' })}.${text({ appId: 'cs-1', exp })}.x`;
	expect(() => requestToken(readCredential({ authentication: 'token', token }))).toThrow(
		"'JWT Token' in the credential has an exp that is no time",
	);
});

describe('requestToken', () => {
	const data = { clientId: 'cs-1', clientSecret: 'secret-for-tests' };

	it('follows subject, lifetime and unique token ID of the credential', () => {
		const claims = readJwt(
			requestToken(
				readCredential({ ...data, subject: 'crm', tokenLifetime: 60, includeJti: false }),
			),
		);
		expect(claims).toEqual({
			appId: 'cs-1',
			sub: 'crm',
			iat: expect.any(Number) as number,
			exp: Number(claims?.iat) + 60,
		});
	});

	it.each<[unknown, boolean]>([
		['false', false],
		[' False ', false],
		['true', true],
		['', true],
		[undefined, true],
	])('takes Unique Token ID also as text, as an expression may give it: %j', (value, expected) => {
		const claims = readJwt(requestToken(readCredential({ ...data, includeJti: value as string })));
		expect(claims?.jti !== undefined).toBe(expected);
	});

	it.each([0, -1, 3601, Number.NaN])('refuses a lifetime of %d seconds', (tokenLifetime) =>
		expect(() => requestToken(readCredential({ ...data, tokenLifetime }))).toThrow(
			'Token Lifetime',
		),
	);
});

describe('callbackKeys', () => {
	const keys = (data: Partial<KoreCredential>) => callbackKeys(readCredential(data));
	const hex = (key?: string | Buffer) => Buffer.from(key as Buffer).toString('hex');

	it('are derived from the secret, never the secret itself, and differ', () => {
		const one = keys({ clientSecret: 'one' });
		expect(hex(one?.signing)).toHaveLength(64);
		expect(hex(one?.sealing)).toHaveLength(64);
		expect(hex(one?.sealing)).not.toBe(hex(one?.signing));
		expect(keys({ clientSecret: 'two' })).not.toEqual(one);
		expect(keys({ algorithm: 'RS256', privateKey: 'one' })).toEqual(one);
	});

	it('come from the callback secret where there is one, and not at all for a pasted token without', () => {
		const callbackSecret = 'twenty-four-characters-x';
		const own = keys({ clientSecret: 'x', callbackSecret });
		expect(own?.signing).toBe(callbackSecret);
		expect(own?.sealing).not.toEqual(keys({ clientSecret: 'x' })?.sealing);
		expect(keys({ authentication: 'token', token: 't', clientSecret: 'x' })).toBeUndefined();
	});

	it.each(['x', 'twenty-three-characters'])('refuse %s, which can be guessed', (callbackSecret) =>
		expect(() => keys({ clientSecret: 'x', callbackSecret })).toThrow(
			expect.objectContaining({
				message: `'Callback Secret' in the credential has ${callbackSecret.length} characters, which can be guessed`,
				description: expect.stringMatching(/^It needs 24 or more\..*offers a random one/) as string,
			}) as Error,
		),
	);
});
