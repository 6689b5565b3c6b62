import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { BODIES } from '../hostile/bodies';
import { callbacks, forgeries, type Callback } from '../hostile/callback';
import { leaks, PART, secretParts } from '../hostile/secrets';
import { send } from '../hostile/send';
import { oddClaims, type Material } from '../hostile/tokens';
import { startSimulator, type Simulator } from '../kore-simulator';
import { startCallbackHost } from './harness/callbackHost';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { keysOf, sentUrl } from './harness/sent';
import { credentialFor, NO_CALLBACK, toAgent, type Credential } from './harness/setup';
import { startWaitingHost } from './harness/waitingHost';

/** What n8n saves an execution with; its types are for ES modules alone. */
const { stringify } = jest.requireActual<{ stringify: (value: unknown) => string }>('flatted');

/** Another number tries others: HOSTILE_SEED=7 npx jest … */
const seed = Number(process.env.HOSTILE_SEED ?? 10);
const PAUSE_MS = 5;
/** One callback may hold up n8n for so long, whatever a megabyte holds. */
const LIMIT_MS = 500;

const PLAIN = {
	bodyKind: 'plain',
	body: { contentType: 'application/json', bytes: () => Buffer.from('{}') },
};

let simulator: Simulator;
let credential: Credential;
let material: Material;
let parts: string[];
const hosts: Array<{ stop(): Promise<void> }> = [];

async function assign(parameters: INodeParameters, own = credential) {
	await runAssign({ credential: own, parameters: toAgent(AGENT, parameters) });
	return sentUrl(simulator);
}
const tokenOf = (url: string) => String(new URL(url).searchParams.get('token'));

const kept = <T extends { stop(): Promise<void> }>(host: T) => {
	hosts.push(host);
	return host;
};

beforeAll(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity });
	simulator.setBehavior(NO_CALLBACK);
	credential = credentialFor(simulator);
	const foreign = tokenOf(await assign({}, credentialFor(simulator, 'hs512')));
	const token = tokenOf(await assign({}));
	material = {
		token,
		foreign,
		request: String(simulator.requests().at(-1)?.headers.auth),
		secret: credential.clientSecret,
		key: Buffer.from(keysOf(credential).signing as string).toString('base64'),
	};
	parts = secretParts([material.secret, material.key], [token, foreign, material.request]);
});
afterEach(async () => await Promise.all(hosts.splice(0).map(async (host) => await host.stop())));
afterAll(async () => await simulator.stop());

const always = async <T>(
	arbitrary: fc.Arbitrary<T>,
	numRuns: number,
	property: (value: T) => Promise<void>,
) => await fc.assert(fc.asyncProperty(arbitrary, property), { numRuns, seed, endOnFailure: true });

/**
 * Sends a callback, and checks what holds for every one.
 *
 * @returns what became of it in the node; undefined if n8n itself refused it
 */
async function deliver(
	host:
		Awaited<ReturnType<typeof startCallbackHost>> | Awaited<ReturnType<typeof startWaitingHost>>,
	url: string,
	callback: Callback,
) {
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
		expect(() => stringify(event)).not.toThrow();
	}
	return call;
}

/**
 * A genuine token with any body: one event or a refusal, and the event says what the body says.
 */
function expectOneEventAtMost(
	call: Awaited<ReturnType<typeof deliver>>,
	{ body, bodyKind, way }: Callback,
) {
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

function expectRefused(call: Awaited<ReturnType<typeof deliver>>) {
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
	let host: Awaited<ReturnType<typeof startWaitingHost>>;
	const parameters = toAgent(AGENT, {
		continueWhen: 'result',
		waitLimit: 1,
		waitUnit: 'hours',
		callbackUrl: '',
	});
	const ownUrl = () => sentUrl(simulator).replace(/^http:\/\/[^/]+/, host.origin);
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
