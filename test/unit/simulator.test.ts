import axios from 'axios';
import jwt from 'jsonwebtoken';
import { execFile } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { FAILURE_SHAPES, FINAL, startSimulator } from '../kore-simulator';
import type { Simulator } from '../kore-simulator';
import type { AppName, SimulatorOptions } from '../kore-simulator/types';
import { RUN_TYPESCRIPT } from '../run-typescript';

const SESSION = '66c2f6939489bfffc7910001';
const INVALID_CREDENTIALS = { errors: [{ msg: 'Invalid SDK credentials', code: 4002 }] };
const INVALID_TOKEN = { errors: [{ msg: 'Invalid JWT token', code: 4002 }] };
const WRONG_SCOPE = { errors: [{ msg: 'Permission denied. Scope is incorrect!', code: 4002 }] };
const EXPIRED = { errors: [{ msg: 'error verifying the jwt: jwt expired', code: 401 }] };
const REPLAY = { errors: [{ msg: 'error verifying the jwt: possibly a replay', code: 401 }] };
const JTI_LIFETIME = {
	errors: [
		{
			msg: 'error verifying the jwt: if "jti" claim "exp" must be <= 1 hour(s)',
			code: 401,
		},
	],
};
const INVALID_ARGUMENTS = {
	errors: [{ msg: 'Validation errors/ Invalid arguments', code: 412 }],
};
const RATE_LIMITED = {
	errors: [
		{
			msg: "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.",
			code: 429,
		},
	],
};

let sim: Simulator;
let receiver: { url: string; bodies: string[]; answer: (res: http.ServerResponse) => void };
let receiverServer: http.Server;

async function restart(options: SimulatorOptions) {
	await sim.stop();
	sim = await startSimulator(options);
}

const seconds = () => Math.floor(Date.now() / 1000);

/** @param claims undefined leaves one out */
function sign(name: AppName, claims: Record<string, unknown> = {}, options: jwt.SignOptions = {}) {
	const { clientId, algorithm, clientSecret, privateKey } = sim.world.apps[name];
	const payload = {
		appId: clientId,
		sub: 'test',
		iat: seconds(),
		exp: seconds() + 300,
		jti: randomUUID(),
		...claims,
	};
	const key = clientSecret ?? privateKey ?? '';
	return jwt.sign(JSON.parse(JSON.stringify(payload)), key, { algorithm, ...options });
}

/** @param path below the stream */
async function call(
	method: string,
	path: string,
	{
		data,
		auth = sign('hs256'),
		headers,
		streamId,
		ca,
	}: {
		data?: unknown;
		auth?: string;
		headers?: Record<string, string | undefined>;
		streamId?: string;
		ca?: string;
	} = {},
) {
	return await axios.request({
		method,
		url: `${sim.url}/agentassist/api/v1/public/${streamId ?? sim.world.streamId}${path}`,
		headers: { auth, accountid: sim.world.accountId, ...headers },
		data,
		httpsAgent: ca ? new https.Agent({ ca }) : undefined,
		validateStatus: () => true,
	});
}

/** @param fields undefined leaves one out */
const agentBody = (fields: Record<string, unknown> = {}) => ({
	callbackUrl: receiver.url,
	orgId: sim.world.orgId,
	aId: sim.world.agents[2].id,
	botSessionId: SESSION,
	...fields,
});

/** @param fields undefined leaves one out */
const queueBody = (fields: Record<string, unknown> = {}) => ({
	callbackUrl: receiver.url,
	orgId: sim.world.orgId,
	transferredType: 'QUEUE',
	queueId: sim.world.queues[1].id,
	botSessionId: SESSION,
	...fields,
});

const assign = async (data: unknown = agentBody(), options: Parameters<typeof call>[2] = {}) =>
	await call('POST', '/assign-conversation', { data, ...options });

const lastRequest = () => sim.requests()[sim.requests().length - 1];

beforeAll(async () => {
	receiverServer = http.createServer(async (req, res) => {
		let body = '';
		for await (const chunk of req) body += chunk;
		receiver.bodies.push(body);
		receiver.answer(res);
	});
	receiverServer.listen(0, '127.0.0.1');
	await once(receiverServer, 'listening');
});

afterAll(async () => {
	receiverServer.close();
	await once(receiverServer, 'close');
});

beforeEach(async () => {
	const { port } = receiverServer.address() as net.AddressInfo;
	receiver = {
		url: `http://127.0.0.1:${port}/hook?token=x`,
		bodies: [],
		answer: (res) => res.end('thanks'),
	};
	sim = await startSimulator();
});

afterEach(async () => {
	await sim.stop();
});

describe('token', () => {
	test.each(['hs256', 'hs512', 'rs256', 'rs512', 'enforceJti'] as AppName[])(
		'a good token of the app %s is accepted',
		async (name) => {
			expect((await assign(agentBody(), { auth: sign(name) })).status).toBe(200);
		},
	);

	test("Kore's minimal payload, without jti and exp, is accepted", async () => {
		const auth = sign('hs256', { jti: undefined, exp: undefined, iat: undefined });
		expect((await assign(agentBody(), { auth })).status).toBe(200);
	});

	const refused: [string, () => string | undefined, object][] = [
		['no header', () => undefined, INVALID_CREDENTIALS],
		['an empty header', () => '', INVALID_CREDENTIALS],
		['no JWT', () => 'my-token', INVALID_TOKEN],
		['a Bearer prefix', () => `Bearer ${sign('hs256')}`, INVALID_TOKEN],
		['a JWT of nothing', () => 'bnVsbA.bnVsbA.eA', INVALID_TOKEN],
		['a payload of null', () => 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.bnVsbA.eA', INVALID_TOKEN],
		['no appId', () => sign('hs256', { appId: undefined }), INVALID_CREDENTIALS],
		['an unknown appId', () => sign('hs256', { appId: 'cs-x' }), INVALID_CREDENTIALS],
		[
			"another app's secret",
			() => sign('hs256', { appId: sim.world.apps.routingOnly.clientId }),
			INVALID_CREDENTIALS,
		],
		['garbage appended', () => `${sign('hs256')}abc`, INVALID_CREDENTIALS],
		['another HS algorithm', () => sign('hs256', {}, { algorithm: 'HS512' }), INVALID_CREDENTIALS],
		['another RS algorithm', () => sign('rs256', {}, { algorithm: 'RS512' }), INVALID_CREDENTIALS],
		['no algorithm', () => sign('hs256', {}, { algorithm: 'none' }), INVALID_CREDENTIALS],
		['an expired token', () => sign('hs256', { exp: seconds() - 1 }), EXPIRED],
		[
			'an expired and forged token',
			() => `${sign('hs256', { exp: seconds() - 1 })}x`,
			INVALID_CREDENTIALS,
		],
		['no jti where enforced', () => sign('enforceJti', { jti: undefined }), INVALID_CREDENTIALS],
		['a jti without exp', () => sign('hs256', { exp: undefined }), JTI_LIFETIME],
		['a jti for over an hour', () => sign('hs256', { exp: seconds() + 3700 }), JTI_LIFETIME],
	];

	test.each(refused)('%s is refused', async (_what, auth, body) => {
		const token = auth();
		const answer = await assign(agentBody(), { auth: token, headers: { auth: token } });
		expect([answer.status, answer.data]).toEqual([401, body]);
		expect(lastRequest()).toMatchObject({ status: 401, rejection: expect.any(String) });
	});

	test('a symmetric token made with the public key is refused', async () => {
		const { clientId, publicKey = '' } = sim.world.apps.rs256;
		const parts = [{ alg: 'HS256', typ: 'JWT' }, { appId: clientId }];
		const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
		const signature = createHmac('sha256', publicKey).update(input.join('.')).digest('base64url');
		const { status, data } = await assign(agentBody(), { auth: `${input.join('.')}.${signature}` });
		expect([status, data]).toEqual([401, INVALID_CREDENTIALS]);
	});

	test('a jti lifetime of exactly one hour is accepted', async () => {
		const auth = sign('hs256', { exp: seconds() + 3600 });
		expect((await assign(agentBody(), { auth })).status).toBe(200);
	});

	test('another stream is refused', async () => {
		const { status, data } = await assign(agentBody(), { streamId: 'st-other' });
		expect([status, data]).toEqual([401, INVALID_CREDENTIALS]);
	});

	test('a jti works once, for every endpoint, until the reset', async () => {
		const auth = sign('hs256');
		expect((await call('GET', '/queues', { auth })).status).toBe(200);
		const { status, data } = await assign(agentBody(), { auth });
		expect([status, data]).toEqual([401, REPLAY]);
		sim.reset();
		expect((await assign(agentBody(), { auth })).status).toBe(200);
	});
});

test('the world', () => {
	const { streamId, accountId, orgId, apps, agents, queues, conversations } = sim.world;
	expect(streamId).toMatch(/^st-/);
	expect(orgId).toMatch(/^o-/);
	expect(accountId).toMatch(/^[0-9a-f]{24}$/);
	expect(Object.values(apps).map(({ algorithm }) => algorithm)).toEqual(
		'HS256 HS512 RS256 RS512 HS256 HS256 HS256'.split(' '),
	);
	expect(agents.every(({ id, userId }) => /^a-/.test(id) && /^u-/.test(userId))).toBe(true);
	expect(queues.every(({ id }) => /^qu-/.test(id))).toBe(true);
	expect(conversations.every(({ id }) => /^c-/.test(id))).toBe(true);
	const statuses = new Set(conversations.map(({ status }) => status));
	expect([...statuses]).toEqual(['OPEN', 'ACTIVE', 'CLOSED']);
});

describe('admission', () => {
	const lacking: [AppName, string, string][] = [
		['configurationOnly', 'POST', '/assign-conversation'],
		['routingOnly', 'GET', '/queues'],
		['routingOnly', 'GET', '/agent-groups'],
		['configurationOnly', 'GET', '/skill-groups'],
		['configurationOnly', 'GET', '/conversations'],
	];

	test.each(lacking)('the app %s may not %s %s', async (name, method, path) => {
		const { status, data } = await call(method, path, { auth: sign(name) });
		expect([status, data]).toEqual([401, WRONG_SCOPE]);
	});

	test('an app with Routing only may assign', async () => {
		expect((await assign(agentBody(), { auth: sign('routingOnly') })).status).toBe(200);
	});

	test.each([undefined, 'other'])('the header accountid %s is refused', async (accountid) => {
		const { status, data } = await assign(agentBody(), { headers: { accountid } });
		expect([status, data]).toEqual([412, INVALID_ARGUMENTS]);
		expect(lastRequest().rejection).toMatch('accountid');
	});

	test('over the limit every call is refused until the window ends', async () => {
		await restart({ requestsPerMinute: 2, rateLimitWindowMs: 1000 });
		expect((await assign()).status).toBe(200);
		expect((await call('GET', '/queues')).status).toBe(200);
		const { status, data, headers } = await assign();
		expect([status, data]).toEqual([429, RATE_LIMITED]);
		expect(headers).not.toHaveProperty('retry-after');
		await pause(1010);
		expect((await assign()).status).toBe(200);
	});

	test('calls without a good token do not use up the limit, refused ones do', async () => {
		await restart({ requestsPerMinute: 2, retryAfter: true });
		await assign(agentBody(), { auth: 'x' });
		await assign(agentBody(), { auth: 'x' });
		expect((await assign(agentBody(), { headers: { accountid: 'x' } })).status).toBe(412);
		expect((await assign(agentBody(), { auth: sign('configurationOnly') })).status).toBe(401);
		const { status, headers } = await assign();
		expect([status, headers['retry-after']]).toEqual([429, '60']);
	});
});

describe('arguments of assign-conversation', () => {
	const refused: [string, () => unknown, Parameters<typeof call>[2], string][] = [
		['broken JSON', () => '{', { headers: { 'content-type': 'application/json' } }, 'JSON object'],
		['an array', () => [agentBody()], {}, 'JSON object'],
		['a form', () => new URLSearchParams(agentBody()), {}, 'content type'],
		['both targets', () => ({ ...queueBody(), ...agentBody() }), {}, 'both'],
		['no target', () => agentBody({ aId: undefined }), {}, 'aId is missing'],
		['an unknown field', () => agentBody({ reason: 'x' }), {}, 'reason'],
		['transferredType AGENT', () => agentBody({ transferredType: 'AGENT' }), {}, 'transferredType'],
		['agentId for aId', () => agentBody({ aId: undefined, agentId: 'a-1' }), {}, 'agentId'],
		['a queue without type', () => queueBody({ transferredType: undefined }), {}, 'missing'],
		['a queue of another type', () => queueBody({ transferredType: 'queue' }), {}, 'queue'],
		['no session', () => agentBody({ botSessionId: undefined }), {}, 'botSessionId is missing'],
		['an empty session', () => agentBody({ botSessionId: ' ' }), {}, 'botSessionId is " "'],
		['a number', () => agentBody({ botSessionId: 5 }), {}, 'botSessionId is 5'],
		['null', () => queueBody({ queueId: null }), {}, 'queueId is null'],
		['another organization', () => agentBody({ orgId: 'o-other' }), {}, 'orgId'],
		['no organization', () => agentBody({ orgId: undefined }), {}, 'orgId'],
		['no callback URL', () => agentBody({ callbackUrl: undefined }), {}, 'callbackUrl'],
		['a relative callback URL', () => agentBody({ callbackUrl: '/hook' }), {}, 'callbackUrl'],
		['an ftp callback URL', () => agentBody({ callbackUrl: 'ftp://x/' }), {}, 'callbackUrl'],
	];

	test.each(refused)('%s is refused', async (_what, body, options, rejection) => {
		const { status, data } = await assign(body(), options);
		expect([status, data]).toEqual([412, INVALID_ARGUMENTS]);
		expect(lastRequest().rejection).toMatch(rejection);
		await pause(40);
		expect(sim.callbacks()).toEqual([]);
	});

	test('parameters in the query are refused', async () => {
		const path = `/assign-conversation?orgId=${sim.world.orgId}`;
		const { status, data } = await call('POST', path, { data: agentBody() });
		expect([status, data]).toEqual([412, INVALID_ARGUMENTS]);
	});

	test('an unknown path is 404, another verb 405', async () => {
		const notFound = { errors: [{ msg: 'Not Found', code: 404 }] };
		const notAllowed = { errors: [{ msg: 'Method Not Allowed', code: 405 }] };
		for (const path of ['/assign', '/assign-conversation/', '/Assign-Conversation']) {
			const { status, data } = await call('POST', path, { data: agentBody() });
			expect([status, data]).toEqual([404, notFound]);
		}
		const { status, data } = await call('PUT', '/assign-conversation', { data: agentBody() });
		expect([status, data]).toEqual([405, notAllowed]);
		expect((await call('GET', '/queues/agents')).status).toBe(405);
	});
});

describe('lists', () => {
	test('queues: three paging fields agree, hasMore never ends', async () => {
		const first = await call('GET', '/queues');
		const second = await call('GET', '/queues?page=2');
		const third = await call('GET', '/queues?page=3');
		expect(first.data.results).toHaveLength(10);
		expect([...first.data.results, ...second.data.results].map(({ id }) => id)).toEqual(
			sim.world.queues.map(({ id }) => id),
		);
		const paging = { limit: 10, hasMore: true, totalPages: 2, totalResults: 12 };
		expect(second.data).toMatchObject({ ...paging, page: 2 });
		expect(third.data).toEqual({ ...paging, page: 3, results: [] });
		expect(first.data.results[0].agents[0].userId).toMatch(/^u-/);
	});

	test('agents: skip instead of page, queues only if asked for', async () => {
		const path = `/organizations/${sim.world.orgId}/agents`;
		const first = await call('GET', `${path}?page=1&includeQueues=True`);
		const third = await call('GET', `${path}?page=3`);
		expect(first.data).toMatchObject({ skip: 0, hasMore: true, totalPages: 3, totalResults: 24 });
		expect(first.data.results[0].queues[0].id).toBe(sim.world.queues[0].id);
		expect(third.data).toMatchObject({ skip: 20, limit: 10, hasMore: false });
		expect(third.data).not.toHaveProperty('page');
		expect(third.data.results).toHaveLength(4);
		expect(third.data.results[0]).not.toHaveProperty('queues');
		expect((await call('GET', '/organizations/o-other/agents')).status).toBe(400);
	});

	test('agents of queues, and queues of agents', async () => {
		const { agents, queues } = sim.world;
		const ofQueue = await call('POST', '/queues/agents', { data: { queueIds: [queues[2].id] } });
		const { id, userId } = agents[1];
		expect(ofQueue.data).toContainEqual(expect.objectContaining({ aId: id, userId }));
		const ofAgent = await call('POST', '/queues/agents', { data: { agentIds: [id] } });
		expect(ofAgent.data).toEqual([queues[0].id, queues[2].id]);
		for (const data of [{}, { queueIds: 'x' }, { queueIds: [], agentIds: [] }, { ids: [] }]) {
			expect((await call('POST', '/queues/agents', { data })).status).toBe(412);
		}
	});

	test('one agent and one queue', async () => {
		const [{ id: agentId }] = sim.world.agents;
		const [{ id: queueId }] = sim.world.queues;
		expect((await call('GET', `/agents/${agentId}`)).data).toMatchObject({ id: agentId });
		expect((await call('GET', `/queues/${queueId}`)).data).toMatchObject({ id: queueId });
		expect((await call('GET', '/agents/a-x')).data.errors[0].msg).toBe('Invalid agentId');
		expect((await call('GET', '/queues/qu-x')).data.errors[0].msg).toBe('Invalid queueId');
	});

	test('groups', async () => {
		const { streamId, orgId } = sim.world;
		const agentGroups = await call('GET', '/agent-groups');
		expect(agentGroups.data).toMatchObject({ skip: 0, totalPages: 0, totalResults: 2 });
		expect(agentGroups.data.results[0]).toMatchObject({ iId: streamId, orgId });
		expect((await call('GET', '/skill-groups')).data).toMatchObject({ page: 1, totalPages: 1 });
	});

	test('conversations', async () => {
		const some = await call('GET', '/conversations?status=OPEN,ACTIVE&skip=5&limit=2');
		expect(some.data).toMatchObject({ skip: 5, limit: 2, hasMore: true, totalResults: 8 });
		expect(some.data.results.map(({ status }: { status: string }) => status)).toEqual([
			'ACTIVE',
			'OPEN',
		]);
		const again = await call('GET', '/conversations?status=OPEN&status=ACTIVE&source=rtm');
		expect(again.data.totalResults).toBe(6);
		const [, { botSessionId, id }] = sim.world.conversations;
		const one = await call('GET', `/conversations/sessions/${botSessionId}`);
		expect(one.data).toMatchObject({ _id: id, status: 'ACTIVE' });
		expect(one.data.participants[0].agentId).toBe(sim.world.agents[1].userId);
		expect((await call('GET', '/conversations/sessions/x')).status).toBe(400);
	});

	test.each([
		'/queues?limit=100',
		'/queues?page=0',
		'/queues?page=1&page=2',
		'/agent-groups?page=1',
	])('%s is refused', async (path) => {
		expect((await call('GET', path)).status).toBe(412);
	});

	test.each(['status=open', 'skip=-1', 'limit=0'])('conversations?%s is refused', async (query) => {
		expect((await call('GET', `/conversations?${query}`)).status).toBe(412);
	});
});

describe('callbacks', () => {
	test('an agent: answered first, then posted once, for the same session', async () => {
		const { status, data } = await assign();
		expect([status, data]).toEqual([200, {}]);
		expect(receiver.bodies).toEqual([]);
		const [entry] = await sim.waitForCallbacks(1, 2000);
		const agentId = sim.world.agents[2].id;
		expect(JSON.parse(receiver.bodies[0])).toEqual({
			sessionId: SESSION,
			agentId,
			status: 'transferred',
			requestCompletedAt: expect.any(Number),
		});
		expect(entry).toEqual({
			at: expect.any(Number),
			url: receiver.url,
			body: receiver.bodies[0],
			contentType: 'application/json',
			outcome: 'transferred',
			status: 200,
			answer: 'thanks',
			error: null,
		});
	});

	test('a queue: for another session', async () => {
		await assign(queueBody());
		await sim.waitForCallbacks(1, 2000);
		const { sessionId, ...others } = JSON.parse(receiver.bodies[0]);
		expect(sessionId).toMatch(/^[0-9a-f]{24}$/);
		expect(sessionId).not.toBe(SESSION);
		expect(others).toMatchObject({ queueId: sim.world.queues[1].id, status: 'transferred' });
	});

	test('an unknown target is accepted, and then fails', async () => {
		await assign(agentBody({ aId: sim.world.agents[0].userId }));
		await assign(queueBody({ queueId: 'qu-unknown' }));
		const entries = await sim.waitForCallbacks(2, 2000);
		expect(entries.map(({ outcome }) => outcome)).toEqual(['reason', 'reason']);
		expect(receiver.bodies.map((body) => JSON.parse(body).status)).toEqual(['Failed', 'Failed']);
	});

	test('before: posted and answered before the request is', async () => {
		sim.setBehavior({ callback: { when: 'before' } });
		receiver.answer = (res) => setTimeout(() => res.end(), 100);
		await assign();
		expect(sim.callbacks()).toMatchObject([{ status: 200 }]);
	});

	test('before: a receiver that never answers holds the request for 5 s at most', async () => {
		sim.setBehavior({ callback: { when: 'before' } });
		receiver.answer = () => {};
		const start = performance.now();
		expect((await assign()).status).toBe(200);
		expect(performance.now() - start).toBeGreaterThan(4900);
		expect(sim.callbacks()).toMatchObject([{ status: null, error: null }]);
		receiverServer.closeAllConnections();
	}, 10_000);

	test('never', async () => {
		sim.setBehavior({ callback: { when: 'never' } });
		await assign();
		await pause(60);
		expect(sim.callbacks()).toEqual([]);
	});

	test('twice: one after the other, the same bytes', async () => {
		sim.setBehavior({ callback: { times: 2 } });
		receiver.answer = (res) => setTimeout(() => res.end(), 50);
		await assign();
		const [first, second] = await sim.waitForCallbacks(2, 2000);
		expect(second.at - first.at).toBeGreaterThanOrEqual(65);
		expect(receiver.bodies[1]).toBe(receiver.bodies[0]);
	});

	test('simultaneous: all before the first is answered', async () => {
		sim.setBehavior({ callback: { simultaneous: 3 } });
		const waiting: http.ServerResponse[] = [];
		receiver.answer = (res) => {
			waiting.push(res);
			if (waiting.length === 3) for (const one of waiting) one.end();
		};
		await assign();
		await sim.waitForCallbacks(3, 2000);
		expect(new Set(receiver.bodies).size).toBe(1);
	});

	test('late', async () => {
		sim.setBehavior({ callback: { delayMs: 200, randomDelayMs: 50 } });
		await assign();
		const [{ at }] = await sim.waitForCallbacks(1, 2000);
		expect(at - lastRequest().at).toBeGreaterThan(195);
	});

	/** strings are not JSON */
	const failures: Record<string, unknown> = {
		status: {
			sessionId: SESSION,
			agentId: expect.any(String),
			status: 'failed',
			requestCompletedAt: expect.any(Number),
		},
		reason: {
			sessionId: SESSION,
			agentId: expect.any(String),
			status: 'Failed',
			reason: '480 noAgentsAvailable',
			reasonCode: 'noAgentsAvailable',
		},
		nestedReason: {
			status: 'failure',
			reason: { errors: [{ msg: 'noAgentsAvailable', code: 400 }] },
		},
		errors: { errors: [{ msg: 'noAgentsAvailable', code: 400 }] },
		errorsMessage: { errors: [{ message: 'noAgentsAvailable', code: 400 }] },
		flat: { code: 400, message: 'noAgentsAvailable' },
		errorString: { error: 'noAgentsAvailable' },
		statusError: { status: 'Error', message: 'noAgentsAvailable' },
		data: {
			status: 'success',
			data: [{ sessionId: SESSION, status: 'failed', reason: 'noAgentsAvailable' }],
		},
		empty: '',
		null: null,
		text: 'Transfer failed: noAgentsAvailable',
		array: [{ sessionId: SESSION, status: 'failed', reason: 'noAgentsAvailable' }],
		unknown: { foo: 'bar', baz: { qux: 1 } },
		html: '<html><body><h1>502 Bad Gateway</h1></body></html>',
	};

	test('every failure shape is known here', () => {
		expect(Object.keys(failures)).toEqual(FAILURE_SHAPES);
	});

	test.each(FAILURE_SHAPES)('the failure %s', async (outcome) => {
		sim.setBehavior({ callback: { outcome } });
		await assign();
		const [entry] = await sim.waitForCallbacks(1, 2000);
		expect(entry).toMatchObject({ outcome, status: 200, body: receiver.bodies[0] });
		const expected = failures[outcome];
		expect(typeof expected === 'string' ? entry.body : JSON.parse(entry.body)).toEqual(expected);
	});

	test('a custom outcome', async () => {
		sim.setBehavior({
			callback: { outcome: { body: '{"broken', contentType: 'application/json' } },
		});
		await assign();
		const [entry] = await sim.waitForCallbacks(1, 2000);
		expect(entry).toMatchObject({ outcome: 'custom', body: '{"broken' });
		expect(receiver.bodies).toEqual(['{"broken']);
	});

	test('any answer is logged, and no redirect followed', async () => {
		receiver.answer = (res) => res.writeHead(302, { location: receiver.url }).end('moved');
		await assign();
		expect(await sim.waitForCallbacks(1, 2000)).toMatchObject([{ status: 302, answer: 'moved' }]);
		expect(receiver.bodies).toHaveLength(1);
	});

	test('nobody there is an error in the log', async () => {
		await assign(agentBody({ callbackUrl: 'http://127.0.0.1:1/' }));
		const [{ status, error }] = await sim.waitForCallbacks(1, 2000);
		expect([status, error]).toEqual([null, expect.stringContaining('ECONNREFUSED')]);
	});

	test('too few callbacks: a clear message', async () => {
		await assign();
		await expect(sim.waitForCallbacks(2, 150)).rejects.toThrow(
			'1 of 2 callbacks were answered (1 posted): gave up after 150 ms',
		);
	});
});

describe('behaviour', () => {
	test('the answer: status, JSON, headers, and no callback for a refusal', async () => {
		const body = { code: 503, message: 'down' };
		sim.setBehavior({ answer: { status: 503, body, headers: { 'Retry-After': '7' } } });
		const answer = await assign();
		expect([answer.status, answer.data, answer.headers['retry-after']]).toEqual([503, body, '7']);
		await pause(60);
		expect(sim.callbacks()).toEqual([]);
		expect(lastRequest()).toMatchObject({ status: 503, rejection: null });
	});

	test('the answer: text, late', async () => {
		sim.setBehavior({ answer: { body: '<html>', contentType: 'text/html', delayMs: 100 } });
		const start = performance.now();
		const { data, headers } = await assign();
		expect(performance.now() - start).toBeGreaterThan(95);
		expect([data, headers['content-type']]).toEqual(['<html>', 'text/html; charset=utf-8']);
	});

	test('the final answer', async () => {
		sim.setBehavior({ answer: { body: FINAL }, callback: { when: 'never' } });
		const { data } = await assign();
		expect(data).toMatchObject({ sessionId: SESSION, status: 'transferred' });
	});

	test('a reset connection', async () => {
		sim.setBehavior({ answer: { fault: 'reset' } });
		await expect(assign()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(lastRequest()).toMatchObject({ status: null, json: agentBody() });
	});

	test('no answer, yet a callback', async () => {
		sim.setBehavior({ answer: { fault: 'hang' }, callback: { when: 'before' } });
		const caller = new AbortController();
		const url = `${sim.url}/agentassist/api/v1/public/${sim.world.streamId}/assign-conversation`;
		const headers = { auth: sign('hs256'), accountid: sim.world.accountId };
		const answer = expect(
			axios.post(url, agentBody(), { headers, signal: caller.signal }),
		).rejects.toMatchObject({ code: 'ERR_CANCELED' });
		await sim.waitForCallbacks(1, 2000);
		await pause(50);
		caller.abort();
		await answer;
	});

	test('a caller who has gone does not stop the callback', async () => {
		sim.setBehavior({ answer: { delayMs: 150 } });
		const url = `${sim.url}/agentassist/api/v1/public/${sim.world.streamId}/assign-conversation`;
		const headers = { auth: sign('hs256'), accountid: sim.world.accountId };
		await expect(axios.post(url, agentBody(), { headers, timeout: 50 })).rejects.toThrow('timeout');
		await sim.waitForCallbacks(1, 2000);
		expect(lastRequest().status).toBeNull();
	});

	test('the first rule that fits wins, over the general behaviour', async () => {
		const [{ id: agentId }] = sim.world.agents;
		const [{ id: queueId }] = sim.world.queues;
		sim.setBehavior({
			answer: { status: 202 },
			callback: { when: 'never' },
			rules: [
				{ botSessionId: SESSION, agentId, answer: { status: 500 } },
				{ agentId, answer: { status: 501 } },
				{ queueId, callback: { when: 'after', outcome: 'flat' } },
			],
		});
		expect((await assign(agentBody({ aId: agentId }))).status).toBe(500);
		expect((await assign(agentBody({ aId: agentId, botSessionId: 'b' }))).status).toBe(501);
		expect((await assign()).status).toBe(202);
		expect((await assign(queueBody({ queueId }))).status).toBe(202);
		expect(await sim.waitForCallbacks(1, 2000)).toMatchObject([{ outcome: 'flat' }]);
	});

	test('the first n fail', async () => {
		sim.setBehavior({ answer: { status: 429 }, failFirst: 2 });
		await assign(agentBody({ orgId: 'o-other' }));
		const statuses = [];
		for (let i = 0; i < 4; i += 1) statuses.push((await assign()).status);
		expect(statuses).toEqual([429, 429, 200, 200]);
		await sim.waitForCallbacks(2, 2000);
	});

	const mistakes: [string, any][] = [
		['unknown answr', { answr: {} }],
		['unknown when', { answer: { when: 'after' } }],
		['answer.fault: crash', { answer: { fault: 'crash' } }],
		['callback.when: later', { callback: { when: 'later' } }],
		['callback.outcome: bad', { callback: { outcome: 'bad' } }],
		['rule: matches nothing', { rules: [{ answer: {} }] }],
		['unknown fault', { rules: [{ agentId: 'a', callback: { fault: 'hang' } }] }],
	];

	test.each(mistakes)('a mistake is reported: %s', (message, behavior) => {
		expect(() => sim.setBehavior(behavior)).toThrow(message);
	});

	test('a misspelt option is reported', async () => {
		const options: any = { requestPerMinute: 5 };
		await expect(startSimulator(options)).rejects.toThrow('unknown requestPerMinute');
	});
});

describe('log, connections, control', () => {
	test('a request is logged as it came', async () => {
		const auth = sign('hs256', { sub: 'me' });
		await call('POST', '/assign-conversation?x=1', { data: agentBody(), auth });
		expect(sim.requests()).toHaveLength(1);
		expect(lastRequest()).toEqual({
			at: expect.any(Number),
			atMonotonic: expect.any(Number),
			method: 'POST',
			path: `/agentassist/api/v1/public/${sim.world.streamId}/assign-conversation?x=1`,
			headers: expect.objectContaining({ auth, accountid: sim.world.accountId }),
			rawHeaders: expect.arrayContaining([auth]),
			body: JSON.stringify(agentBody()),
			json: agentBody(),
			claims: expect.objectContaining({ sub: 'me' }),
			status: 412,
			rejection: 'query parameter x is unknown',
			socketId: 1,
		});
	});

	test('connections', async () => {
		await restart({ latencyMs: 100 });
		await Promise.all([assign(), assign(), assign()]);
		expect(sim.connections()).toMatchObject({ peak: 3, total: 3 });
		expect(new Set(sim.requests().map(({ socketId }) => socketId)).size).toBe(3);
	});

	test('reset cancels pending callbacks and ends waiting', async () => {
		sim.setBehavior({ callback: { delayMs: 100 } });
		await assign();
		const waiting = expect(sim.waitForCallbacks(1, 2000)).rejects.toThrow('reset');
		sim.reset();
		await waiting;
		await pause(150);
		expect([sim.requests(), sim.callbacks(), receiver.bodies]).toEqual([[], [], []]);
	});

	test('the control API', async () => {
		const control = axios.create({
			baseURL: `${sim.url}/_control`,
			validateStatus: () => true,
		});
		expect((await control.get('/world')).data).toEqual(sim.world);
		expect((await control.put('/behavior', { answer: { status: 201 } })).status).toBe(200);
		expect((await assign()).status).toBe(201);
		await sim.waitForCallbacks(1, 2000);
		expect((await control.get('/requests')).data).toEqual(sim.requests());
		expect((await control.get('/callbacks')).data).toEqual(sim.callbacks());
		const mistake = await control.put('/behavior', { x: 1 });
		expect([mistake.status, mistake.data]).toEqual([400, { error: 'behavior: unknown x' }]);
		expect((await control.get('/nothing')).status).toBe(404);
		expect((await control.post('/reset')).status).toBe(200);
		expect([sim.requests(), (await assign()).status]).toEqual([[], 200]);
	});
});

describe('https and the end', () => {
	test('https with a certificate for 127.0.0.1 and localhost', async () => {
		await restart({ https: true });
		const { ca } = sim;
		expect(sim.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
		expect((await assign(agentBody(), { ca })).status).toBe(200);
		await sim.waitForCallbacks(1, 2000);
		const url = `${sim.url.replace('127.0.0.1', 'localhost')}/_control/world`;
		const httpsAgent = new https.Agent({ ca, family: 4 });
		expect((await axios.get(url, { httpsAgent })).status).toBe(200);
		await expect(axios.get(url)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
		sim.setBehavior({ answer: { fault: 'reset' } });
		await expect(assign(agentBody(), { ca })).rejects.toMatchObject({ code: 'ECONNRESET' });
	});

	test('after stop nothing listens, and no callback is posted', async () => {
		sim.setBehavior({ answer: { delayMs: 60 } });
		const answer = expect(assign()).rejects.toThrow();
		await pause(30);
		await Promise.all([sim.stop(), sim.stop()]);
		await answer;
		await sim.stop();
		await pause(120);
		expect(receiver.bodies).toEqual([]);
		await expect(axios.get(sim.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
	});

	test('a stopped simulator keeps no process alive', async () => {
		const index = require.resolve('../kore-simulator');
		const script = `
			const { startSimulator } = require(${JSON.stringify(index)});
			const jwt = require(${JSON.stringify(require.resolve('jsonwebtoken'))});
			(async () => {
				for (const https of [false, true]) {
					const sim = await startSimulator({ https });
					sim.setBehavior({ callback: { delayMs: 60000 } });
					const { streamId, accountId, orgId, agents, apps } = sim.world;
					const auth = jwt.sign({ appId: apps.hs256.clientId }, apps.hs256.clientSecret);
					const url = sim.url + '/agentassist/api/v1/public/' + streamId + '/assign-conversation';
					const body = { orgId, aId: agents[0].id, botSessionId: 'b', callbackUrl: sim.url };
					const headers = { auth, accountid: accountId, 'content-type': 'application/json' };
					const options = { method: 'POST', headers, body: JSON.stringify(body) };
					if (!https) console.log((await fetch(url, options)).status);
					sim.setBehavior({ answer: { fault: 'hang' } });
					fetch(url, { ...options }).catch(() => {});
					sim.waitForCallbacks(1, 60000).catch(() => {});
					require('node:net').connect(new URL(sim.url).port, '127.0.0.1').on('error', () => {});
					await new Promise((resolve) => setTimeout(resolve, 100));
					await sim.stop();
				}
			})();
		`;
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[...RUN_TYPESCRIPT, '-e', script],
			{
				timeout: 8000,
			},
		);
		expect(stdout.trim()).toBe('200');
	}, 10_000);
});
