import { decode, sign, type JwtPayload } from 'jsonwebtoken';
import {
	hasTokenParameter,
	isCallbackToken,
	signCallbackUrl,
	verifyCallbackToken,
	type RequestFacts,
} from '../../dist/nodes/shared/callback/token';
import { seal } from '../../dist/nodes/shared/callback/seal';

const KEYS = {
	signing: 'a-key-for-tests',
	sealing: Buffer.alloc(32, 7),
	pinging: Buffer.alloc(32, 8),
};
const DAY_MS = 24 * 3600 * 1000;
/** Those that every token of ours has. */
const claimsOf = (token: string) => decode(token) as JwtPayload & { exp: number; x: string };
const tokenOf = (url: string) => new URL(url).searchParams.get('token');
const facts: RequestFacts = {
	requestId: '0b1c2d3e-0000-4000-8000-000000000001',
	botSessionId: '6538f8a3c9cf425ee5cf0001',
	target: { assignTo: 'queue', id: 'qu-b5d3bb4-a1ac-4caa-9be6-55a5abc30001' },
	requestedAt: Date.now(),
	executionId: '1234567',
	workflowId: 'AbCdEfGhIjKlMnOp',
	correlation: {},
};

it.each([
	['https://h/w', 'https://h/w?token='],
	['https://h/w?', 'https://h/w?token='],
	['https://h/w?a=1', 'https://h/w?a=1&token='],
	['https://h/w?a=1&', 'https://h/w?a=1&token='],
	['https://h/w?a=%20+b&c', 'https://h/w?a=%20+b&c&token='],
	['https://h/w#part', 'https://h/w?token='],
])('signs %s as %s…', (url, start) => {
	const signed = signCallbackUrl(url, facts, KEYS);
	expect(signed.startsWith(start)).toBe(true);
	expect(verifyCallbackToken(new URL(signed).searchParams.get('token'), KEYS)).toEqual(facts);
});

it('brings back an agent and correlation data, to the millisecond', () => {
	const sent = {
		...facts,
		target: { assignTo: 'agent' as const, id: 'a-1' },
		correlation: { ticket: 'Ünïcode ✓', empty: '' },
	};
	const token = new URL(signCallbackUrl('https://h/w', sent, KEYS)).searchParams.get('token');
	expect(verifyCallbackToken(token, KEYS)).toEqual(sent);
});

it('stays below 700 characters with a long host and long ids', () => {
	const url = `https://n8n.contact-center.customer-name.example.com/webhook/${facts.requestId}/webhook`;
	expect(signCallbackUrl(url, facts, KEYS).length).toBeLessThan(700);
});

it('expires after seven days', () => {
	const eightDaysAgo = Date.now() - 8 * DAY_MS;
	const url = signCallbackUrl('https://h/w', { ...facts, requestedAt: eightDaysAgo }, KEYS);
	expect(verifyCallbackToken(new URL(url).searchParams.get('token'), KEYS)).toBeUndefined();
});

it('outlives a wait that is longer', () => {
	const requestedAt = Date.now() - 20 * DAY_MS;
	const wait = { answeredBy: requestedAt, until: Date.now() + DAY_MS, resumeUrl: 'https://h/r' };
	const sent = { ...facts, requestedAt, wait };
	const token = tokenOf(signCallbackUrl('https://h/w', sent, KEYS));
	expect(verifyCallbackToken(token, KEYS)).toEqual(sent);
	const { exp } = claimsOf(String(token));
	expect(exp * 1000).toBeGreaterThan(wait.until);
});

it('lasts seven days, or until ten minutes after a wait that a late answer has put off', () => {
	const expiry = (sent: RequestFacts) =>
		claimsOf(String(tokenOf(signCallbackUrl('https://h/w', sent, KEYS)))).exp * 1000;
	const sent = { ...facts, requestedAt: 1000 };
	expect(expiry(sent)).toBe(1000 + 7 * DAY_MS);
	const wait = { answeredBy: 31_000, until: 20 * DAY_MS };
	expect(expiry({ ...sent, wait })).toBe(20 * DAY_MS + 30_000 + 600_000);
});

it.each([
	[4.9, true],
	[5.1, false],
])('of a machine whose clock is %d minutes ahead is taken: %s', (minutes, isTaken) => {
	const sent = { ...facts, requestedAt: Date.now() + minutes * 60_000 };
	const token = tokenOf(signCallbackUrl('https://h/w', sent, KEYS));
	expect(verifyCallbackToken(token, KEYS) !== undefined).toBe(isTaken);
});

it('that is longer than any of ours is not taken, nor for one of ours', () => {
	const sent = { ...facts, correlation: { a: 'x'.repeat(9000) } };
	const token = tokenOf(signCallbackUrl('https://h/w', sent, KEYS));
	expect(verifyCallbackToken(token, KEYS)).toBeUndefined();
	expect(isCallbackToken({ token })).toBe(false);
});

it('says of itself that a node has made it', () => {
	const token = tokenOf(signCallbackUrl('https://h/w', facts, KEYS));
	expect(isCallbackToken({ token })).toBe(true);
	for (const other of [undefined, 5, [token], 'x', sign({ aud: 'other' }, 'k')])
		expect(isCallbackToken({ token: other })).toBe(false);
});

it('lets nobody read where the execution is resumed, the execution, the workflow and correlation data', () => {
	const sent = {
		...facts,
		correlation: { ticket: 'T-4711' },
		wait: { answeredBy: 1, until: 2, resumeUrl: 'https://n8n/webhook-waiting/1?signature=abc' },
	};
	const token = String(tokenOf(signCallbackUrl('https://h/w', sent, KEYS)));
	const { x, ...readable } = claimsOf(token);
	expect(Object.keys(readable).sort()).toEqual(['aud', 'exp', 'iat', 'jti', 'q', 's']);
	const sealed = Buffer.from(x, 'base64url').toString('latin1');
	for (const secret of ['T-4711', 'webhook-waiting', facts.executionId, facts.workflowId]) {
		expect(sealed).not.toContain(secret);
	}
});

it('takes no token whose sealed part was exchanged or has another form, even if the signature is right', () => {
	const token = String(tokenOf(signCallbackUrl('https://h/w', facts, KEYS)));
	const claims = claimsOf(token);
	const signed = (change: object) =>
		sign({ ...claims, ...change }, KEYS.signing, { algorithm: 'HS256' });
	expect(verifyCallbackToken(signed({}), KEYS)).toEqual(facts);
	for (const change of [
		{ x: undefined },
		{ x: '' },
		{ x: `${claims.x.slice(0, -4)}AAAA` },
		{ x: seal('{}', KEYS.sealing, 'something else') },
		{ x: seal('no json', KEYS.sealing, 'callback token') },
		{ jti: undefined },
		{ s: 5 },
		{ q: {} },
		{ iat: 1e300 },
	]) {
		expect(verifyCallbackToken(signed(change), KEYS)).toBeUndefined();
	}
});

it.each([{}, 5, 'x', [], [1], ['x', 2], [1e300, 2], [{}, {}]])('takes %j for no wait', (w) => {
	const token = String(tokenOf(signCallbackUrl('https://h/w', facts, KEYS)));
	const claims = claimsOf(token);
	const x = seal(JSON.stringify({ ex: '1', wf: 'w', w }), KEYS.sealing, 'callback token');
	const signed = sign({ ...claims, x }, KEYS.signing, { algorithm: 'HS256' });
	const verified = verifyCallbackToken(signed, KEYS);
	expect(verified).toMatchObject({ executionId: '1' });
	expect(verified?.wait).toBeUndefined();
});

it.each([undefined, null, 5, ['a', 'b'], {}, '', 'x'.repeat(100_000)])(
	'takes %j for no token',
	(token) => expect(verifyCallbackToken(token, KEYS)).toBeUndefined(),
);

it('sees a token parameter that is there already', () => {
	expect(hasTokenParameter('https://h/w?a=1&token=')).toBe(true);
	expect(hasTokenParameter('https://h/token?a=token')).toBe(false);
});
