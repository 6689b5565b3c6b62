import { setTimeout as pause } from 'node:timers/promises';
import zlib from 'node:zlib';
import axios from 'axios';

import { startSimulator, type Simulator } from '../../kore-simulator';
import { assign } from '../harness/assignClient';
import type { Behavior } from '../../kore-simulator/types';

const SESSION = '66c2f6939489bfffc7910001';
const BODY = '{"status":"transferred"}';

let plain: Simulator;
let secure: Simulator;

beforeAll(async () => {
	plain = await startSimulator({ requestsPerMinute: Infinity });
	secure = await startSimulator({ requestsPerMinute: Infinity, https: true });
});
beforeEach(() => [plain, secure].forEach((simulator) => simulator.reset()));
afterAll(async () => await Promise.all([plain.stop(), secure.stop()]));

const answerWith = (answer: Record<string, unknown>, simulator: Simulator = plain) =>
	simulator.setBehavior({ answer: { body: BODY, ...answer }, callback: { when: 'never' } });

const statusOf = (simulator: Simulator) =>
	simulator.accepted().map(({ assigns }) => assigns.map(({ status }) => status));

/** Fault, what the client sees, status in the log */
const faults: [string, object, number | null][] = [
	['hang', { status: undefined, error: 'LEFT' }, null],
	['reset', { status: undefined, error: 'ECONNRESET' }, null],
	['close', { status: undefined, error: 'ECONNRESET' }, null],
	['notHttp', { status: undefined, error: 'HPE_INVALID_CONSTANT' }, null],
	['progress', { status: undefined, error: 'LEFT', interim: [102, 102, 102] }, null],
	['cutHeaders', { status: undefined, error: 'ECONNRESET' }, 200],
	['cutBody', { status: 200, error: 'ECONNRESET' }, 200],
	['stallBody', { status: 200, error: 'LEFT' }, 200],
];
test.each(faults)('the fault %s, with and without TLS', async (fault, seen, status) => {
	const tries = [plain, secure].map(async (simulator) => {
		answerWith({ fault }, simulator);
		expect(await assign(simulator, { patienceMs: 700 })).toMatchObject(seen);
		expect(statusOf(simulator)).toEqual([[status]]);
	});
	await Promise.all(tries);
});

test('wrong lengths: half of the announced body, and twice as much', async () => {
	answerWith({ fault: 'cutBody' });
	const cut = await assign(plain);
	expect([cut.headers['content-length'], String(cut.body)]).toEqual(['24', BODY.slice(0, 12)]);
	answerWith({ fault: 'longBody' });
	const long = await assign(plain);
	expect(long).toMatchObject({ status: 200, error: 'HPE_INVALID_CONSTANT' });
	expect(long.headers['content-length']).toBe('12');
});

test.each([
	['tlsDamage', 'ERR_SSL_WRONG_VERSION_NUMBER'],
	['tlsBadRecord', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'],
	['tlsAlert', 'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC'],
])('the TLS fault %s comes after the request was read', async (fault, error) => {
	answerWith({ fault }, secure);
	expect(await assign(secure)).toMatchObject({ status: undefined, error });
	expect(secure.requests()).toMatchObject([{ json: { botSessionId: SESSION }, status: null }]);
	answerWith({ fault }, plain);
	expect((await assign(plain)).status).toBe(500);
});

test.each(['endless', 'trickle'])('%s: no end, until the caller leaves', async (fault) => {
	answerWith({ fault });
	const leaveAfter = fault === 'endless' ? 10_000_000 : 1;
	expect((await assign(plain, { leaveAfter })).body.length).toBeGreaterThan(leaveAfter);
	while (plain.connections().open > 0) await pause(5);
});

test.each([
	['gzipBomb', 'gzip', zlib.gunzipSync],
	['deflateBomb', 'deflate', zlib.inflateSync],
	['brotliBomb', 'br', zlib.brotliDecompressSync],
])('%s: small on the way, 128 MB of good JSON', async (fault, encoding, unpack) => {
	answerWith({ fault });
	const { headers, body } = await assign(plain);
	expect([headers['content-encoding'], body.length < 200_000]).toEqual([encoding, true]);
	const whole = unpack(body);
	expect(whole.length).toBe(128 * 1024 * 1024 + BODY.length);
	expect(String(whole.subarray(-BODY.length))).toBe(BODY);
});

test('interim answers come before the answer', async () => {
	answerWith({ interim: [103, 100, 102] });
	const { status, interim, body } = await assign(plain);
	expect([interim, status, String(body)]).toEqual([[103, 100, 102], 200, BODY]);
});

test('a body in another charset than the content type says', async () => {
	answerWith({ charset: 'utf16le', contentType: 'application/json' });
	const { headers, body } = await assign(plain);
	expect(headers['content-type']).toBe('application/json; charset=utf-8');
	expect(body.toString('utf16le')).toBe(BODY);
});

test('accepted: read whole and valid, by session, with the refusals apart', async () => {
	answerWith({ status: 412 });
	await assign(plain);
	answerWith({ status: 408 });
	await assign(plain);
	answerWith({ status: 412, fault: 'cutBody' });
	await assign(plain);
	answerWith({ fault: 'hang' });
	await assign(plain, { patienceMs: 50, fields: { botSessionId: 'another' } });
	await assign(plain, { fields: { orgId: 'wrong' } });
	const { data } = await axios.get<unknown>(`${plain.url}/_control/accepted`);
	const at = expect.any(Number) as number;
	expect(data).toEqual(plain.accepted());
	expect(data).toEqual([
		{
			botSessionId: SESSION,
			read: 3,
			refused: 1,
			accepted: 2,
			assigns: [
				{ at, status: 412, fault: null },
				{ at, status: 408, fault: null },
				{ at, status: 412, fault: 'cutBody' },
			],
		},
		{
			botSessionId: 'another',
			read: 1,
			refused: 0,
			accepted: 1,
			assigns: [{ at, status: null, fault: 'hang' }],
		},
	]);
	plain.reset();
	expect(plain.accepted()).toEqual([]);
});

test.each([
	['answer.fault: crash', { answer: { fault: 'crash' } }],
	['answer.charset: cp1252', { answer: { charset: 'cp1252' } }],
	['answer.interim: 200', { answer: { interim: [200] } }],
	['callback.sentAs: fax', { callback: { sentAs: 'fax' } }],
	['callback.outcome: the list is empty', { callback: { outcome: [] } }],
	['callback.outcome: bad', { callback: { outcome: ['transferred', 'bad'] } }],
])('a mistake is reported: %s', (message, behavior) => {
	expect(() => plain.setBehavior(behavior as Behavior)).toThrow(message);
});
