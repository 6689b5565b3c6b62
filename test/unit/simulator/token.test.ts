import { createHmac } from 'node:crypto';

import { koreError, seconds, useKore } from '../harness/kore';
import type { AppName } from '../../kore-simulator/types';

const INVALID_CREDENTIALS = koreError('Invalid SDK credentials', 4002);
const INVALID_TOKEN = koreError('Invalid JWT token', 4002);
const EXPIRED = koreError('error verifying the jwt: jwt expired', 401);
const REPLAY = koreError('error verifying the jwt: possibly a replay', 401);
const JTI_LIFETIME = koreError(
	'error verifying the jwt: if "jti" claim "exp" must be <= 1 hour(s)',
	401,
);

const kore = useKore();

describe('token', () => {
	test.each(['hs256', 'hs512', 'rs256', 'rs512', 'enforceJti'] as AppName[])(
		'a good token of the app %s is accepted',
		async (name) => {
			expect((await kore.assign(kore.agentBody(), { auth: kore.sign(name) })).status).toBe(200);
		},
	);

	test("Kore's minimal payload, without jti and exp, is accepted", async () => {
		const auth = kore.sign('hs256', { jti: undefined, exp: undefined, iat: undefined });
		expect((await kore.assign(kore.agentBody(), { auth })).status).toBe(200);
	});

	const refused: [string, () => string | undefined, object][] = [
		['no header', () => undefined, INVALID_CREDENTIALS],
		['an empty header', () => '', INVALID_CREDENTIALS],
		['no JWT', () => 'my-token', INVALID_TOKEN],
		['a Bearer prefix', () => `Bearer ${kore.sign('hs256')}`, INVALID_TOKEN],
		['a JWT of nothing', () => 'bnVsbA.bnVsbA.eA', INVALID_TOKEN],
		['a payload of null', () => 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.bnVsbA.eA', INVALID_TOKEN],
		['no appId', () => kore.sign('hs256', { appId: undefined }), INVALID_CREDENTIALS],
		['an unknown appId', () => kore.sign('hs256', { appId: 'cs-x' }), INVALID_CREDENTIALS],
		[
			"another app's secret",
			() => kore.sign('hs256', { appId: kore.sim.world.apps.routingOnly.clientId }),
			INVALID_CREDENTIALS,
		],
		['garbage appended', () => `${kore.sign('hs256')}abc`, INVALID_CREDENTIALS],
		[
			'another HS algorithm',
			() => kore.sign('hs256', {}, { algorithm: 'HS512' }),
			INVALID_CREDENTIALS,
		],
		[
			'another RS algorithm',
			() => kore.sign('rs256', {}, { algorithm: 'RS512' }),
			INVALID_CREDENTIALS,
		],
		['no algorithm', () => kore.sign('hs256', {}, { algorithm: 'none' }), INVALID_CREDENTIALS],
		['an expired token', () => kore.sign('hs256', { exp: seconds() - 1 }), EXPIRED],
		[
			'an expired and forged token',
			() => `${kore.sign('hs256', { exp: seconds() - 1 })}x`,
			INVALID_CREDENTIALS,
		],
		[
			'no jti where enforced',
			() => kore.sign('enforceJti', { jti: undefined }),
			INVALID_CREDENTIALS,
		],
		['a jti without exp', () => kore.sign('hs256', { exp: undefined }), JTI_LIFETIME],
		['a jti for over an hour', () => kore.sign('hs256', { exp: seconds() + 3700 }), JTI_LIFETIME],
	];

	test.each(refused)('%s is refused', async (_what, auth, body) => {
		const token = auth();
		const answer = await kore.assign(kore.agentBody(), { auth: token, headers: { auth: token } });
		expect([answer.status, answer.data]).toEqual([401, body]);
		expect(kore.lastRequest()).toMatchObject({
			status: 401,
			rejection: expect.any(String) as string,
		});
	});

	test('a symmetric token made with the public key is refused', async () => {
		const { clientId, publicKey = '' } = kore.sim.world.apps.rs256;
		const parts = [{ alg: 'HS256', typ: 'JWT' }, { appId: clientId }];
		const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
		const signature = createHmac('sha256', publicKey).update(input.join('.')).digest('base64url');
		const { status, data } = await kore.assign(kore.agentBody(), {
			auth: `${input.join('.')}.${signature}`,
		});
		expect([status, data]).toEqual([401, INVALID_CREDENTIALS]);
	});

	test('a jti lifetime of exactly one hour is accepted', async () => {
		const auth = kore.sign('hs256', { exp: seconds() + 3600 });
		expect((await kore.assign(kore.agentBody(), { auth })).status).toBe(200);
	});

	test('another stream is refused', async () => {
		const { status, data } = await kore.assign(kore.agentBody(), { streamId: 'st-other' });
		expect([status, data]).toEqual([401, INVALID_CREDENTIALS]);
	});

	test('a jti works once, for every endpoint, until the reset', async () => {
		const auth = kore.sign('hs256');
		expect((await kore.call('GET', '/queues', { auth })).status).toBe(200);
		const { status, data } = await kore.assign(kore.agentBody(), { auth });
		expect([status, data]).toEqual([401, REPLAY]);
		kore.sim.reset();
		expect((await kore.assign(kore.agentBody(), { auth })).status).toBe(200);
	});
});
