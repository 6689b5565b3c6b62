import axios from 'axios';
import express from 'express';
import { UserError, type INodeParameters } from 'n8n-workflow';
import {
	signCallbackUrl,
	type RequestFacts,
	type Wait,
} from '../../dist/nodes/shared/callback/token';
import { startSimulator, type Simulator } from '../kore-simulator';
import { startCallbackHost } from './harness/callbackHost';
import { ExecuteContext } from './harness/n8n';
import { types } from './harness/nodes';
import { runTrigger } from './harness/run';
import { keysOf, sentUrl, waitFacts } from './harness/sent';
import { serve } from './harness/serve';
import { byId, credentialFor, NO_CALLBACK, toAgent, type Credential } from './harness/setup';
import { startWaitingHost } from './harness/waitingHost';

// A callback on its way through the trigger to the execution that waits for it. In a real n8n: test/e2e/waiting.

/** n8n's answers to a resume request that it does not take (waiting-webhooks.js). */
const ANSWERS = {
	running: [409, 'The execution "4711" is running already.'],
	finished: [409, 'The execution "4711 has finished already.'],
	crashed: [409, 'The execution "4711" has finished with error.'],
	gone: [404, 'The execution "4711" does not exist.'],
	elsewhere: [404, 'The workflow for execution "4711" does not contain a waiting webhook.'],
	down: [503, 'Database is not ready!'],
	refused: [400, 'Bad Request'],
	/** A proxy before n8n. */
	throttled: [429, 'Too many requests'],
	unknown: [404, 'Not Found'],
	forbidden: [403, 'Log in first'],
} satisfies Record<string, [number, string]>;

let simulator: Simulator;
let credential: Credential;
let trigger: Awaited<ReturnType<typeof startCallbackHost>>;
let waiting: Awaited<ReturnType<typeof startWaitingHost>>;
let server: Awaited<ReturnType<typeof serve>>;
let origin = '';
/** What n8n answers to the next resume requests; then the execution waits. */
let states: Array<keyof typeof ANSWERS | 'answerLost' | 'answerBad' | 'held' | 'starting'> = [];
let resumeRequests = 0;
/** Address of the latest one. */
let asked = '';

beforeAll(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity });
	credential = credentialFor(simulator);
	const n8n = express();
	n8n.use(express.text({ type: () => true, limit: '16mb' }));
	const path = '/webhook-waiting/:execution/:node';
	n8n.post([path, `/base${path}`], async (request, response) => {
		resumeRequests++;
		asked = request.originalUrl;
		const state = states.shift();
		if (state === 'starting') {
			// With 200, whatever is asked for (abstract-server.js).
			response.send('n8n is starting up. Please wait');
			return;
		}
		if (state && state !== 'answerLost' && state !== 'answerBad' && state !== 'held') {
			const [status, message] = ANSWERS[state];
			// As proxies like Squid name the address in their error pages.
			const named = state === 'forbidden' ? `${message} for ${asked}` : message;
			response.status(status).json({ message: named });
			return;
		}
		const url = `${waiting.origin}${asked.replace('/base', '')}`;
		const taken = await axios.post<unknown>(url, request.body, {
			headers: { 'content-type': request.headers['content-type'] },
			validateStatus: () => true,
		});
		// n8n answers when there is a place for the execution.
		if (state === 'held') return;
		if (state === 'answerLost') response.destroy();
		else if (state === 'answerBad') response.status(500).json({ message: 'Database error' });
		else response.status(taken.status).json(taken.data);
	});
	server = await serve(n8n);
	origin = server.url;
});
afterAll(async () => {
	await simulator.stop();
	await server.stop();
});

/** A transfer whose execution waits, and the callback URL that Kore has got. */
async function transfer(triggerParameters: INodeParameters = {}) {
	simulator.reset();
	simulator.setBehavior(NO_CALLBACK);
	states = [];
	resumeRequests = 0;
	trigger = await startCallbackHost({ parameters: triggerParameters, credential });
	const parameters = toAgent('a-1', {
		continueWhen: 'result',
		callbackUrl: trigger.url,
		options: { timeout: 1000 },
	});
	waiting = await startWaitingHost({ parameters, credential });
	await waiting.wait(origin);
	return sentUrl(simulator);
}
afterEach(async () => await Promise.all([trigger.stop(), waiting.stop()]));

const failed = { status: 'failed', reason: 'busy' };

/** Posts a callback, and returns what leaves the trigger in the execution that it starts. */
async function callback(url: string, body: object = failed, at = origin) {
	const { status } = await axios.post(url, body);
	expect(status).toBe(200);
	const [event] = trigger.events.slice(-1);
	return await runTrigger({ event, node: trigger.node, credential, origin: at });
}

it('resumes the execution with the result, from inside the execution that the callback has started', async () => {
	const url = await transfer();
	expect(await callback(url)).toMatchObject([{ outcome: 'failed', reason: 'busy', resumed: true }]);
	expect(waiting.events).toMatchObject([{ outcome: 'failed', reason: 'busy', resumed: null }]);
});

it('hands a form on as one', async () => {
	const url = await transfer();
	await callback(url, new URLSearchParams(failed));
	expect(waiting.events).toMatchObject([{ outcome: 'failed', reason: 'busy' }]);
});

it('knows that the wait is over if the node waits for another request by now', async () => {
	const url = await transfer();
	await waiting.wait(origin);
	expect(await callback(url)).toMatchObject([{ resumed: true }]);
	expect(resumeRequests).toBe(1);
	expect(waiting.events).toEqual([]);
});

it('keeps nothing readable for that execution, and nothing of it leaves the trigger', async () => {
	const url = await transfer();
	const [event] = await callback(url);
	expect(event).not.toHaveProperty('relay');
	const { relay } = trigger.events[0];
	const readable = Buffer.from(relay as string, 'base64url').toString('latin1');
	for (const secret of ['eyJ', 'webhook-waiting', 'signature', 'busy']) {
		expect(readable).not.toContain(secret);
	}
});

it('repeats until n8n has saved the execution as waiting', async () => {
	const url = await transfer();
	states = ['running', 'elsewhere', 'down', 'running'];
	expect(await callback(url)).toMatchObject([{ resumed: true }]);
	expect(resumeRequests).toBe(5);
	expect(waiting.events).toHaveLength(1);
});

it('knows that the waiting node has taken the callback, if the answer to that is lost', async () => {
	const url = await transfer();
	states = ['answerLost', ...Array<'running'>(50).fill('running')];
	expect(await callback(url)).toMatchObject([{ resumed: true }]);
	expect(resumeRequests).toBeLessThan(3);
	expect(waiting.events).toHaveLength(1);
});

it.each<[string, typeof states, boolean | null]>([
	['does not say whether it was, if n8n has no place for the execution yet', ['held'], null],
	['says that it was, if n8n was only slow with its answer', ['held', 'running'], true],
])(
	'%s',
	async (_, answers, resumed) => {
		const url = await transfer();
		states = answers;
		expect(await callback(url)).toMatchObject([{ outcome: 'failed', resumed }]);
		expect(resumeRequests).toBe(2);
		// Each would resume it.
		expect(waiting.events).toHaveLength(1);
	},
	15_000,
);

it.each([
	['resumes all the same, if its database was away', new Error('Connection terminated'), true],
	['gives up at once, if the credential is gone', new UserError('Not found'), false],
])('%s when n8n was to read the credential', async (_, error, resumed) => {
	await axios.post(await transfer(), failed);
	const [event] = trigger.events.slice(-1);
	const answers = [error, error];
	const away = {
		...credential,
		get clientSecret() {
			const trouble = answers.shift();
			if (trouble) throw trouble;
			return credential.clientSecret;
		},
	};
	const run = { event, node: trigger.node, credential: away, origin };
	expect(await runTrigger(run)).toMatchObject([{ resumed }]);
	expect(answers).toHaveLength(resumed ? 0 : 1);
});

it('does not take a callback for handed on that n8n has answered with an error', async () => {
	const url = await transfer();
	states = ['answerBad', 'running'];
	expect(await callback(url)).toMatchObject([{ resumed: true }]);
	// The waiting node had taken it once in vain, and takes it again some seconds later.
	expect(waiting.events).toHaveLength(2);
});

it('does not take a callback for handed on that came to an n8n which is still starting', async () => {
	const url = await transfer();
	states = ['starting', 'starting', 'down'];
	expect(await callback(url)).toMatchObject([{ resumed: true }]);
	expect(resumeRequests).toBe(4);
	expect(waiting.events).toMatchObject([{ outcome: 'failed', reason: 'busy' }]);
});

it('repeats for a proxy before n8n that lets nothing through just now', async () => {
	const url = await transfer();
	states = ['throttled', 'unknown'];
	expect(await callback(url)).toMatchObject([{ resumed: true }]);
	expect(waiting.events).toHaveLength(1);
});

it('does not say that it has resumed what a proxy before n8n does not find', async () => {
	const url = await transfer();
	states = Array<'unknown'>(1000).fill('unknown');
	const now = Date.now();
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + resumeRequests * 20_000);
	try {
		expect(await callback(url)).toMatchObject([{ resumed: false }]);
	} finally {
		clock.mockRestore();
	}
});

it('says what to do if a proxy before n8n refuses what resumes executions', async () => {
	const url = await transfer();
	states = ['forbidden', 'running'];
	const log: unknown[] = [];
	const write = (line: unknown) => log.push(line);
	Object.defineProperty(ExecuteContext.prototype, 'logger', {
		configurable: true,
		get: () => ({ debug: write, info: write, warn: write, error: write }),
	});
	try {
		expect(await callback(url)).toMatchObject([{ resumed: false }]);
	} finally {
		delete (ExecuteContext.prototype as { logger?: unknown }).logger;
	}
	expect(resumeRequests).toBe(1);
	expect(log).toEqual([
		expect.stringMatching(/could not resume execution 4711.*HTTP 403.*Log in first.*WEBHOOK_URL/),
	]);
	expect(log).not.toEqual([expect.stringContaining('eyJ')]);
});

it('does not take a callback for handed on while n8n cannot read what is awaited', async () => {
	const url = await transfer();
	waiting.lose();
	const resumeUrl = `${waiting.origin}/webhook-waiting/4711/0b1c2d3e${new URL(url).search}`;
	const answer = await axios.post(resumeUrl, failed, { validateStatus: () => true });
	expect(answer.status).toBe(503);
	expect(waiting.events).toEqual([]);
});

it.each([
	{ events: ['transferred'] },
	{ events: '={{ $json.nope }}' },
	{ events: "={{ $('Nobody').item.json.id }}" },
	{ assignTo: "={{ $('Nobody').item.json.id }}" },
	{ assignTo: 'agent', agentId: byId('a-2') },
	{ assignTo: 'agent', agentId: byId('={{ $json.nope }}') },
	{ events: ['transferred'], outputs: 'perResult' },
])(
	'resumes also for an event that is filtered out by %j, which does not leave the trigger',
	async (filter) => {
		const url = await transfer(filter);
		expect(await callback(url)).toEqual([]);
		expect(waiting.events).toHaveLength(1);
	},
);

it('emits no event that is filtered out if the credential was changed meanwhile, either', async () => {
	const url = await transfer({ events: ['transferred'] });
	expect((await axios.post(url, failed)).status).toBe(200);
	const changed = { ...credential, callbackSecret: 'a-new-callback-secret-for-tests' };
	const [event] = trigger.events;
	const run = { event, node: trigger.node, origin };
	expect(await runTrigger({ ...run, credential: changed })).toEqual([]);
	expect(resumeRequests).toBe(0);
	expect(await runTrigger({ ...run, credential })).toEqual([]);
	expect(waiting.events).toHaveLength(1);
});

it('resumes nothing without verification, and the builder can read that', async () => {
	const url = await transfer({ verification: 'none' });
	expect(await callback(url)).toMatchObject([{ outcome: 'failed', resumed: null }]);
	expect(resumeRequests).toBe(0);
	const { properties } = types.koreAgentAssistTrigger.description;
	const notice = properties.find(
		({ type, displayOptions }) =>
			type === 'notice' && displayOptions?.show?.verification?.includes('none'),
	);
	expect(notice?.displayName).toMatch(/resumes no execution/);
});

it('has one loop for a request: a repeat tells what came of the first', async () => {
	const url = await transfer();
	states = ['running', 'running'];
	const both = await Promise.all([callback(url), callback(url)]);
	expect(both).toMatchObject([[{ resumed: true }], [{ resumed: true }]]);
	// The resumed execution runs on.
	states = Array<'running'>(50).fill('running');
	expect(await callback(url)).toMatchObject([{ resumed: true }]);
	expect(resumeRequests).toBe(3);
	expect(waiting.events).toHaveLength(1);
});

const over: Array<[keyof typeof ANSWERS, boolean]> = [
	['finished', true],
	['gone', true],
	['crashed', false],
	['refused', false],
];
it.each(over)('stops at an execution that is %s, and says resumed: %j', async (state, resumed) => {
	const url = await transfer();
	states = [state, 'running'];
	expect(await callback(url)).toMatchObject([{ resumed }]);
	expect(resumeRequests).toBe(1);
	expect(waiting.events).toEqual([]);
});

it('makes a loop of its own if the first came to nothing', async () => {
	const url = await transfer();
	states = ['crashed'];
	expect(await callback(url)).toMatchObject([{ resumed: false }]);
	expect(await callback(url)).toMatchObject([{ resumed: true }]);
	expect(waiting.events).toHaveLength(1);
});

describe('with the secret of the credential', () => {
	/** The event of a callback whose token names another wait. */
	async function withWait(wait: Partial<Wait>, other: Partial<RequestFacts> = {}, at?: string) {
		const facts = waitFacts(await transfer(), credential);
		const changed = { ...facts, ...other, wait: { ...facts.wait, ...wait } };
		return await callback(signCallbackUrl(trigger.url, changed, keysOf(credential)), failed, at);
	}

	it.each([
		'/webhook-waiting/4711/..%2f..%2frest',
		'/webhook-waiting/4711/%2e%2e',
		'/webhook-waiting/4711/a%5Cb',
		'/webhook-waiting/4711/%61',
		'/webhook-waiting/4711/%ff',
		'/base/webhook-waiting/4711/node',
		'/webhook-waiting/4711/',
		'/webhook-waiting//node',
		'/webhook-waiting/4712/node',
		'/webhook-waiting/4711/a/b',
		'/webhook/4711/node',
		'/webhook-waiting/4711/../../rest/login',
	])('nobody has the trigger post to %s', async (path) => {
		expect(await withWait({ resumeUrl: `${origin}${path}` })).toMatchObject([{ resumed: false }]);
		expect(resumeRequests).toBe(0);
	});

	it.each([
		['/webhook-waiting/4711/node?signature=s&a=1#b', '/webhook-waiting/4711/node?signature=s&'],
		['/webhook-waiting/4711/node?signature=', '/webhook-waiting/4711/node?signature=&'],
		['/webhook-waiting/4711/a%20b', '/webhook-waiting/4711/a%20b?'],
		['/base/webhook-waiting/4711/node', '/base/webhook-waiting/4711/node?', '/base'],
	])('the trigger posts for %s to %s', async (path, start, base = '') => {
		const at = origin + base;
		expect(await withWait({ resumeUrl: origin + path }, {}, at)).toMatchObject([{ resumed: true }]);
		expect(asked.split('token=')[0]).toBe(start);
	});

	it('nobody has it posted what Kore was to post to the execution itself', async () => {
		expect(await withWait({ resumeUrl: undefined })).toMatchObject([{ resumed: null }]);
		expect(resumeRequests).toBe(0);
	});

	it('nobody has the trigger log in somewhere', async () => {
		const resumeUrl = `${origin}/webhook-waiting/4711/0b1c2d3e`.replace('://', '://u:p@');
		expect(await withWait({ resumeUrl })).toMatchObject([{ resumed: false }]);
		expect(resumeRequests).toBe(0);
	});

	it('nobody has an execution named that is a path', async () => {
		const executionId = '4711/../4711';
		const resumeUrl = `${origin}/webhook-waiting/${executionId}/0b1c2d3e`;
		expect(await withWait({ resumeUrl }, { executionId })).toMatchObject([{ resumed: false }]);
		expect(resumeRequests).toBe(0);
	});
});

it('posts nothing where the token names an address of another n8n', async () => {
	const url = await transfer();
	const [event] = await callback(url, failed, 'http://127.0.0.1:9');
	expect(event).toMatchObject({ outcome: 'failed', resumed: false });
	expect(resumeRequests).toBe(0);
});

it('hands on what is not an event of its own as it is', async () => {
	await transfer();
	const event = { outcome: 'failed', mine: 1 };
	const { node } = trigger;
	expect(await runTrigger({ event, node, credential, origin })).toEqual([event]);
	const forged = { ...event, relay: 'bm90IHNlYWxlZA' };
	expect(await runTrigger({ event: forged, node, credential, origin })).toEqual([
		{ ...event, resumed: false },
	]);
	expect(resumeRequests).toBe(0);
});
