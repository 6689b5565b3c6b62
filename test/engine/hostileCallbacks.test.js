'use strict';

const fc = require('fast-check');
const flatted = /** @type {any} */ (jest.requireActual('flatted'));
const { BODIES } = require('../hostile/bodies');
const { callbacks, forgeries } = require('../hostile/callback');
const { leaks, PART, secretParts } = require('../hostile/secrets');
const { send } = require('../hostile/send');
const { oddClaims } = require('../hostile/tokens');
const { startCallbackHost } = require('./harness/callbackHost');
const { credentialFor, NO_CALLBACK, startSimulator, toAgent } = require('./harness/setup');
const { startWaitingHost } = require('./harness/waitingHost');
const { runAssign } = require('./harness/workflow');

/** Another number tries others: HOSTILE_SEED=7 npx jest … */
const seed = Number(process.env.HOSTILE_SEED ?? 10);
const PAUSE_MS = 5;
/** One callback may hold up n8n for so long, whatever a megabyte holds. */
const LIMIT_MS = 500;

const AGENT = 'a-0000001-5151-4000-8000-000000000001';
const PLAIN = {
	bodyKind: 'plain',
	body: { contentType: 'application/json', bytes: () => Buffer.from('{}') },
};

/** @type {import('../kore-simulator').Simulator} */
let simulator;
/** @type {Record<string, any>} */
let credential;
/** @type {import('../hostile/tokens').Material} */
let material;
/** @type {string[]} */
let parts;
/** @type {Array<{ stop(): Promise<void> }>} */
const hosts = [];

/** @param {Record<string, unknown>} parameters @param {Record<string, any>} [own] */
async function assign(parameters, own = credential) {
	await runAssign({ credential: own, parameters: toAgent(AGENT, parameters) });
	return sentUrl();
}
const sentUrl = () => String(/** @type {any} */ (simulator.requests().at(-1)?.json).callbackUrl);
const tokenOf = (/** @type {string} */ url) => String(new URL(url).searchParams.get('token'));

/** @template {{ stop(): Promise<void> }} T @param {T} host */
const kept = (host) => {
	hosts.push(host);
	return host;
};

beforeAll(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity });
	simulator.setBehavior(NO_CALLBACK);
	credential = credentialFor(simulator);
	const { callbackKeys } = require('../../dist/nodes/shared/credential/callbackKeys');
	const { readCredential } = require('../../dist/nodes/shared/credential/credential');
	const foreign = tokenOf(await assign({}, credentialFor(simulator, 'hs512')));
	const token = tokenOf(await assign({}));
	const keys = callbackKeys(readCredential(credential));
	material = {
		token,
		foreign,
		request: String(simulator.requests().at(-1)?.headers.auth),
		secret: credential.clientSecret,
		key: Buffer.from(/** @type {string} */ (keys?.signing)).toString('base64'),
	};
	parts = secretParts([material.secret, material.key], [token, foreign, material.request]);
});
afterEach(async () => await Promise.all(hosts.splice(0).map(async (host) => await host.stop())));
afterAll(async () => await simulator.stop());

/**
 * @template T
 * @param {fc.Arbitrary<T>} arbitrary
 * @param {number} numRuns
 * @param {(value: T) => Promise<void>} property
 */
const always = async (arbitrary, numRuns, property) =>
	await fc.assert(fc.asyncProperty(arbitrary, property), { numRuns, seed, endOnFailure: true });

/**
 * Sends a callback, and checks what holds for every one.
 * @param {Awaited<ReturnType<typeof startCallbackHost>> | Awaited<ReturnType<typeof startWaitingHost>>} host
 * @param {string} url
 * @param {import('../hostile/callback').Callback} callback
 * @returns what became of it in the node; undefined if n8n itself refused it
 */
async function deliver(host, url, callback) {
	host.calls.length = 0;
	const { text, hung } = await send(url, callback, PAUSE_MS);
	await host.settled();
	expect(hung).toBe(false);
	expect(host.calls.length).toBeLessThanOrEqual(1);
	const [call] = host.calls;
	if (!call) return undefined;
	expect(call.thrown).toBeUndefined();
	expect(call.cpuMs).toBeLessThan(LIMIT_MS);
	const own = secretParts([], [tokenOf(url)]).filter(({ length }) => length === PART);
	expect(leaks([text, ...call.log].join('\n'), [...parts, ...own])).toEqual([]);
	for (const event of call.events) {
		expect(() => JSON.stringify(event)).not.toThrow();
		expect(() => flatted.stringify(event)).not.toThrow();
	}
	return call;
}

/**
 * A genuine token with any body: one event or a refusal, and the event says what the body says.
 * @param {Awaited<ReturnType<typeof deliver>>} call
 * @param {import('../hostile/callback').Callback} callback
 */
function expectOneEventAtMost(call, { body, bodyKind, way }) {
	if (!call) return;
	const { status, events } = call;
	if (!way.complete || bodyKind === 'multipart')
		expect({ status, events }).toEqual({ status: 400, events: [] });
	if (events.length === 0) expect(String(status)).toMatch(/^4\d\d$/);
	else expect({ status, events }).toMatchObject({ status: 200, events: [{}] });
	const [event] = events;
	if (event?.outcome === 'transferred') expect(body.transferred).toBe(true);
	if (event && body.transferred && way.kind === 'whole') expect(event.outcome).toBe('transferred');
}

/** @param {Awaited<ReturnType<typeof deliver>>} call */
function expectRefused(call) {
	if (call) expect(call).toMatchObject({ status: 401, events: [] });
}

describe('the trigger', () => {
	it('takes no callback whose token is not genuine', async () => {
		const host = kept(await startCallbackHost({ credential }));
		await always(
			forgeries(() => material),
			600,
			async (forgery) =>
				expectRefused(await deliver(host, `${host.url}?${forgery.query}`, forgery)),
		);
	}, 40_000);

	it.each(Object.keys(BODIES))(
		'makes one event, or none, of a genuine callback: %s',
		async (kind) => {
			const host = kept(await startCallbackHost({ credential }));
			await always(callbacks([kind]), 25, async (callback) =>
				expectOneEventAtMost(
					await deliver(host, `${host.url}?token=${material.token}`, callback),
					callback,
				),
			);
		},
		40_000,
	);

	it('without verification, makes one event, or none, of any', async () => {
		const host = kept(
			await startCallbackHost({ credential, parameters: { verification: 'none' } }),
		);
		await always(callbacks(), 100, async (callback) =>
			expectOneEventAtMost(await deliver(host, host.url, callback), callback),
		);
	}, 40_000);

	it('survives every claim of somebody who has the key', async () => {
		const host = kept(await startCallbackHost({ credential }));
		const { way } = fc.sample(callbacks(), { numRuns: 1, seed })[0];
		await always(oddClaims(material), 200, async (query) => {
			await deliver(host, `${host.url}?${query}`, { ...PLAIN, way });
		});
	}, 40_000);
});

describe('the waiting node', () => {
	/** @type {Awaited<ReturnType<typeof startWaitingHost>>} */
	let host;
	const parameters = toAgent(AGENT, {
		continueWhen: 'result',
		waitLimit: 1,
		waitUnit: 'hours',
		callbackUrl: '',
	});
	const ownUrl = () => sentUrl().replace(/^http:\/\/[^/]+/, host.origin);
	beforeEach(async () => {
		host = kept(await startWaitingHost({ parameters, credential }));
		await host.wait();
	});

	it('is resumed by no callback whose token is not genuine', async () => {
		const own = { ...material, token: tokenOf(ownUrl()) };
		await always(
			forgeries(() => own),
			300,
			async (forgery) =>
				expectRefused(
					await deliver(
						host,
						ownUrl().replace(/token=.*$/, () => forgery.query),
						forgery,
					),
				),
		);
	}, 40_000);

	it('is resumed once, or not, by a genuine one with any body', async () => {
		await always(callbacks(), 100, async (callback) => {
			await host.wait();
			expectOneEventAtMost(await deliver(host, ownUrl(), callback), callback);
		});
	}, 40_000);

	it('is not resumed by a genuine callback of another request', async () => {
		await always(callbacks(), 30, async (callback) => {
			const call = await deliver(
				host,
				ownUrl().replace(/token=.*$/, `token=${material.token}`),
				callback,
			);
			if (call) expect(call.events).toEqual([]);
		});
	});
});
