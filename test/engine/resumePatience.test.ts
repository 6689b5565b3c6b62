import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import express from 'express';
import type { ITaskData } from 'n8n-workflow';
import { signCallbackUrl, type Wait } from '../../dist/nodes/shared/callback/token';
import { startCallbackHost } from './harness/callbackHost';
import { AGENT } from './harness/ids';
import { useLeapingClock } from './harness/leapingClock';
import { runAssign, startedBy } from './harness/run';
import { keysOf, sentUrl, waitFacts } from './harness/sent';
import { serve } from './harness/serve';
import { NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';
import { useWarnings } from './harness/warnings';

// How long the trigger tries to resume an execution, and what it says when it gives up.

const { simulator, credential } = useSimulator(NO_CALLBACK);
const warnings = useWarnings();
useLeapingClock(2000);

/** What n8n answers to a resume request. */
type Answer = [status: number, body: string] | 'broken';

const RUNNING: Answer = [409, 'The execution "4711" is running already.'];
const RESUMED: Answer = [200, '{"resumed":true}'];
const STARTING: Answer = [200, 'n8n is starting up. Please wait'];
const TOKEN = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`;

/** Of the resume requests, by what has passed since the first, in seconds. */
let answerAt: (seconds: number) => Answer;
let resumeRequests = 0;
/** In vain, of the credential. */
let reads = 0;
let server: Awaited<ReturnType<typeof serve>>;
let trigger: Awaited<ReturnType<typeof startCallbackHost>>;

beforeAll(async () => {
	let first = 0;
	const n8n = express();
	n8n.post('/webhook-waiting/:execution/:node', (_, response) => {
		if (resumeRequests++ === 0) first = Date.now();
		const answer = answerAt((Date.now() - first) / 1000);
		if (answer === 'broken') response.destroy();
		else response.status(answer[0]).send(answer[1]);
	});
	server = await serve(n8n);
	trigger = await startCallbackHost({ credential });
});
beforeEach(() => void (resumeRequests = reads = 0));
afterAll(async () => await Promise.all([server.stop(), trigger.stop()]));

/** The event of a callback for which an execution waits, whose token says this of the wait. */
async function eventOf(wait?: Partial<Wait>) {
	const parameters = toAgent(AGENT, { continueWhen: 'result', callbackUrl: trigger.url });
	await runAssign({ parameters, credential, origin: server.url });
	const facts = waitFacts(sentUrl(simulator), credential);
	const changed = { ...facts, wait: { ...facts.wait, answeredBy: Date.now(), ...wait } };
	const url = signCallbackUrl(trigger.url, changed, keysOf(credential));
	expect((await axios.post(url, { status: 'failed' })).status).toBe(200);
	return trigger.events[trigger.events.length - 1];
}

/** What the trigger says of the execution, and after how many seconds. */
async function resume(answers: typeof answerAt, wait?: Partial<Wait>, rest: object = {}) {
	answerAt = answers;
	const event = await eventOf(wait);
	const began = Date.now();
	const run = { event, node: trigger.node, credential, origin: server.url, ...rest };
	const started: Partial<ITaskData> | undefined = await startedBy(run);
	const resumed = started?.data?.main[0]?.[0]?.json.resumed;
	return { resumed, seconds: (Date.now() - began) / 1000 };
}

it('repeats, with pauses of 2 s at most, until n8n has saved the execution', async () => {
	const { resumed, seconds } = await resume((at) => (at < 25 ? RUNNING : RESUMED));
	expect(resumed).toBe(true);
	expect(seconds).toBeGreaterThanOrEqual(25);
	expect(seconds).toBeLessThan(28);
	expect(resumeRequests).toBe(18);
	expect(warnings).toEqual([]);
});

it.each<[string, Partial<Wait>, number, boolean]>([
	['30 s after its request was answered', {}, 30, true],
	['3 s, if that was long ago', { answeredBy: 0 }, 3, true],
	['10 min, whatever the token says', { answeredBy: 1e15, until: 1e15 }, 600, true],
	['30 s, and does not know that past its limit', { until: 0 }, 30, false],
])(
	'takes an execution that still runs for resumed after %s',
	async (_, wait, least, expected) => {
		const { resumed, seconds } = await resume(() => RUNNING, wait);
		expect(resumed).toBe(expected);
		expect(seconds).toBeGreaterThan(least);
		expect(seconds).toBeLessThan(least + 3);
		expect(warnings).toEqual([]);
	},
	30_000,
);

it.each<[string, Answer]>([
	['is over', [404, 'The execution "4711" does not exist.']],
	['waits for another request by now', [200, '{"resumed":false}']],
])(
	'does not know of an execution that %s whether a callback or its limit has ended the wait',
	async (_, answer) => {
		expect(await resume(() => answer, { until: 0 })).toMatchObject({ resumed: false });
		expect(resumeRequests).toBe(1);
	},
);

it.each<[string, Answer, string]>([
	['is not reached', 'broken', 'socket hang up'],
	['only starts', STARTING, 'HTTP 200: n8n is starting up. Please wait'],
	['breaks down', [503, `No ${TOKEN}`], 'HTTP 503: No [token removed]'],
	['answers at length', [500, 'x'.repeat(201)], `HTTP 500: ${'x'.repeat(200)}`],
])('gives up after 90 s in which n8n %s', async (_, answer, why) => {
	const { resumed, seconds } = await resume(() => answer);
	expect(resumed).toBe(false);
	expect(seconds).toBeGreaterThan(90);
	expect(seconds).toBeLessThan(94);
	expect(warnings).toEqual([
		expect.stringContaining(
			`Kore could not resume execution 4711, which waits for a transfer result: ${why}. Check that n8n can reach its own WEBHOOK_URL`,
		),
	]);
});

it('counts those 90 s anew when n8n has answered meanwhile', async () => {
	const answers = (at: number): Answer =>
		at > 80 && at < 85 ? RUNNING : at > 170 ? RESUMED : 'broken';
	const answeredBy = Date.now() + 300_000;
	expect(await resume(answers, { answeredBy })).toMatchObject({ resumed: true });
});

const CHANGED = { callbackSecret: 'a-new-callback-secret-for-tests' };
const AWAY = {
	get clientSecret(): string {
		reads++;
		throw new Error('Connection terminated');
	},
};
it.each<[string, object, string, number]>([
	['was changed', CHANGED, 'the credential was changed since the callback came', 0],
	['cannot be read for 90 s', AWAY, 'n8n could not read the credential', 90],
])('says that its credential %s', async (_, change, why, least) => {
	const own = Object.defineProperties({ ...credential }, Object.getOwnPropertyDescriptors(change));
	const { resumed, seconds } = await resume(() => RESUMED, {}, { credential: own });
	expect([resumed, resumeRequests]).toEqual([false, 0]);
	expect(Math.floor(seconds)).toBe(least);
	expect(warnings).toEqual([
		`Kore could not resume the execution that waits for a transfer result: ${why}. The execution goes on when its limit is over.`,
	]);
});

it.each<[string, object]>([
	['resumes', {}],
	['reads its credential', AWAY],
])('ends at once when its own execution is stopped while it %s', async (_, change) => {
	const own = Object.defineProperties({ ...credential }, Object.getOwnPropertyDescriptors(change));
	const tries = () => resumeRequests + reads;
	const isTrying = async () => {
		while (tries() < 2) await sleep(1);
	};
	await resume(() => RUNNING, {}, { credential: own, stopAfter: isTrying() });
	for (let wait = 0; wait < 100 && warnings.length === 0; wait++) await sleep(10);
	expect(warnings).toEqual([expect.stringContaining(': it was stopped. ')]);
	expect(tries()).toBeLessThan(15);
});

it('says that it was given an address of another n8n', async () => {
	await resume(() => RESUMED, {}, { origin: 'http://127.0.0.1:9' });
	expect(warnings).toEqual([expect.stringContaining(': it is not an address of this n8n.')]);
});
