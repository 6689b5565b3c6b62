import { UserError, type IExecuteFunctions, type IHttpRequestOptions } from 'n8n-workflow';
import type { Relay } from '../../dist/nodes/KoreAgentAssistTrigger/relay';
import { resumeExecution } from '../../dist/nodes/KoreAgentAssistTrigger/resumeExecution';
import { beginResuming } from '../../dist/nodes/shared/callback/resuming';

const OWN = 'https://n8n.example.com/webhook-waiting';
const SECOND = 1000;

let requests = 0;
const relayOf = (rest: Partial<Relay> = {}): Relay => ({
	requestId: `request-${++requests}`,
	executionId: '7',
	resumeUrl: `${OWN}/7/node-1?signature=s`,
	token: 't',
	text: '{"status":"transferred"}',
	contentType: 'application/json',
	wanted: true,
	answeredBy: Date.now(),
	until: Date.now() + 600 * SECOND,
	...rest,
});

type Reply = [statusCode: number, body: unknown] | Error;
/** What n8n answers so many milliseconds after the first attempt, which is the so manieth. */
type Script = (elapsed: number, attempt: number) => Reply;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Resumes with an n8n that answers so, as fast as the clock can be put forward. */
async function resume(script: Script, relay = relayOf(), signal?: AbortSignal) {
	const posts: IHttpRequestOptions[] = [];
	const log: string[] = [];
	const began = Date.now();
	const context = {
		getNode: () => ({ name: 'Trigger' }),
		evaluateExpression: () => `${OWN}/9`,
		getExecutionCancelSignal: () => signal,
		logger: { warn: (line: string) => log.push(line) },
		helpers: {
			httpRequest: async (options: IHttpRequestOptions) => {
				posts.push(options);
				const reply = script(Date.now() - began, posts.length);
				if (reply instanceof Error) throw reply;
				const [statusCode, body] = reply;
				return { statusCode, body };
			},
		},
	} as unknown as IExecuteFunctions;
	const resuming = resumeExecution(context, relay);
	let isOver = false;
	void resuming.finally(() => (isOver = true));
	for (let step = 0; step < 20_000 && !isOver; step++) await jest.advanceTimersByTimeAsync(50);
	return { resumed: await resuming, seconds: (Date.now() - began) / SECOND, posts, log };
}

const always = (statusCode: number, body: unknown) => (): Reply => [statusCode, body];
const RUNNING: Reply = [409, '{"message":"The execution \\"7\\" is running already."}'];
const RESUMED: Reply = [200, '{"resumed":true}'];

it('hands the callback on as it is, to the address of this n8n', async () => {
	const { resumed, posts, log } = await resume(always(...RESUMED));
	expect(resumed).toBe(true);
	expect(log).toEqual([]);
	expect(posts).toEqual([
		{
			method: 'POST',
			url: `${OWN}/7/node-1?signature=s&token=t`,
			body: '{"status":"transferred"}',
			headers: { 'content-type': 'text/plain; charset=utf-8' },
			encoding: 'text',
			timeout: 5000,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
	]);
});

it('says of a form that it is one, as n8n would read it else', async () => {
	const contentType = 'application/x-www-form-urlencoded';
	const { posts } = await resume(always(...RESUMED), relayOf({ contentType }));
	expect(posts[0].headers).toEqual({ 'content-type': `${contentType}; charset=utf-8` });
});

it.each<[string, Reply, boolean]>([
	['another callback has resumed it', [200, '{"resumed":false}'], true],
	['it has finished', [409, 'The execution "7" has finished already.'], true],
	['it was not saved', [404, 'The execution "7" does not exist.'], true],
	['it has finished with an error', [409, 'The execution "7" has finished with error.'], false],
	['n8n refuses it', [400, 'has finished'], false],
	['n8n refuses it with a sign of another answer', [499, 'does not exist'], false],
])('is over at once where %s', async (_, reply, expected) => {
	const { resumed, posts, log } = await resume(() => reply);
	expect([resumed, posts.length, log]).toEqual([expected, 1, []]);
	// Past its limit it may have gone on by itself.
	const late = await resume(() => reply, relayOf({ until: Date.now() }));
	expect([late.resumed, late.posts.length]).toEqual([false, 1]);
});

it.each<[string, Reply]>([
	['as running', RUNNING],
	['as not found', [404, 'Not Found']],
	['as being resumed', [500, 'The execution is already being resumed']],
])('repeats until n8n has saved the execution, of which it speaks %s', async (_, reply) => {
	const { resumed, seconds, posts } = await resume((elapsed) =>
		elapsed < 25 * SECOND ? reply : RESUMED,
	);
	expect(resumed).toBe(true);
	expect(seconds).toBeGreaterThanOrEqual(25);
	expect(seconds).toBeLessThan(28);
	// With pauses of 50 ms, 100 ms and so on, up to 2 s.
	expect(posts).toHaveLength(18);
});

it.each<[string, Partial<Relay>, number, number, boolean]>([
	['30 s after the request was answered', {}, 30, 33, true],
	['3 s at least', { answeredBy: 0 }, 3, 6, true],
	['10 min at most', { answeredBy: 1e15, until: 1e15 }, 600, 603, true],
	['30 s, and past its limit', { until: 0 }, 30, 33, false],
])('takes it for over where it still runs %s', async (_, rest, least, most, expected) => {
	const { resumed, seconds, log } = await resume(() => RUNNING, relayOf(rest));
	expect([resumed, log]).toEqual([expected, []]);
	expect(seconds).toBeGreaterThan(least);
	expect(seconds).toBeLessThan(most);
});

const lost = new Error('socket hang up');

it.each<[string, Script, RegExp]>([
	['is not reached', () => lost, /: socket hang up\. Check that n8n can reach its own WEBHOOK_URL/],
	['breaks down', always(503, 'Gone'), /: HTTP 503: Gone\. Check/],
	['starts', always(200, 'n8n is starting up'), /: HTTP 200: n8n is starting up\. Check/],
	['answers with nothing', always(200, undefined), /: HTTP 200: \. Check/],
	['answers otherwise', always(200, '{"resumed":"yes"}'), /: HTTP 200: \{"resumed":"yes"\}\./],
	['is not there but has the words', always(503, 'already being resumed'), /: HTTP 503: already/],
	['says 500 to something else', always(500, 'x'.repeat(201)), /: HTTP 500: x{200}\./],
	['says one thing after the other', (_, n) => (n % 2 ? lost : [502, 'Bad']), /: HTTP|: socket/],
])('gives up after 90 s in which n8n %s', async (_, script, said) => {
	const { resumed, seconds, log } = await resume(script);
	expect(resumed).toBe(false);
	expect(seconds).toBeGreaterThan(90);
	expect(seconds).toBeLessThan(93);
	expect(log).toEqual([expect.stringMatching(said)]);
	expect(log[0]).toMatch(
		/^Trigger could not resume execution 7, which waits for a transfer result/,
	);
});

it('counts those 90 s anew when n8n has answered meanwhile', async () => {
	const { resumed, seconds } = await resume(
		(elapsed) =>
			elapsed > 80 * SECOND && elapsed < 85 * SECOND
				? RUNNING
				: elapsed > 170 * SECOND
					? RESUMED
					: [503, ''],
		relayOf({ answeredBy: Date.now() + 300 * SECOND }),
	);
	expect(resumed).toBe(true);
	expect(seconds).toBeGreaterThan(170);
});

const guard = new UserError('The address is private');
it.each([
	['says so', guard],
	['says so inside', Object.assign(new Error('The address is private'), { cause: guard })],
])("gives up at once where n8n's guard against private addresses %s", async (_, error) => {
	const { resumed, posts, log } = await resume(() => error);
	expect([resumed, posts.length]).toEqual([false, 1]);
	expect(log).toEqual([expect.stringContaining(': The address is private.')]);
});

it('posts nothing to the address of somebody else', async () => {
	const resumeUrl = 'https://elsewhere.example.com/webhook-waiting/7/node-1';
	const { resumed, posts, log } = await resume(always(...RESUMED), relayOf({ resumeUrl }));
	expect([resumed, posts]).toEqual([false, []]);
	expect(log).toEqual([expect.stringContaining(': it is not an address of this n8n.')]);
});

it('ends when its own execution is stopped, and logs no token', async () => {
	const stopped = await resume(() => RUNNING, relayOf(), AbortSignal.abort());
	expect([stopped.resumed, stopped.posts.length]).toEqual([false, 1]);
	expect(stopped.log).toEqual([expect.stringContaining(': it was stopped.')]);
	const token = `eyJ${'a'.repeat(20)}.eyJ${'b'.repeat(20)}.${'c'.repeat(20)}`;
	const { log } = await resume(always(503, `No ${token}`));
	expect(log).toEqual([expect.stringContaining(': HTTP 503: No [token removed].')]);
});

describe('an attempt without an answer', () => {
	const taken = (relay: Relay) =>
		resume((_, attempt) => {
			if (attempt > 2) return RUNNING;
			if (attempt === 2) beginResuming(relay.requestId);
			return lost;
		}, relay);

	it('counts if the waiting node has taken it', async () => {
		const { resumed, posts } = await taken(relayOf());
		expect([resumed, posts.length]).toEqual([true, 2]);
	});

	it('does not if the waiting node had taken another one before', async () => {
		const relay = relayOf();
		beginResuming(relay.requestId);
		jest.advanceTimersByTime(20);
		const { resumed, seconds } = await resume(() => lost, relay);
		expect(resumed).toBe(false);
		expect(seconds).toBeGreaterThan(90);
	});

	it('does not if n8n answered the one that was taken with an error', async () => {
		const relay = relayOf();
		const { posts } = await resume((_, attempt) => {
			if (attempt === 1) beginResuming(relay.requestId);
			return attempt < 3 ? [503, ''] : RESUMED;
		}, relay);
		expect(posts).toHaveLength(3);
	});
});

it('hands a repeated callback on once, and again if that came to nothing', async () => {
	const relay = relayOf();
	const first = await resume(always(...RESUMED), relay);
	const second = await resume(always(...RESUMED), relay);
	expect([first.resumed, second.resumed, first.posts.length, second.posts.length]).toEqual([
		true,
		true,
		1,
		0,
	]);
	const other = relayOf();
	await resume(always(400, ''), other);
	expect((await resume(always(...RESUMED), other)).posts).toHaveLength(1);
	// n8n's signature in the address is another execution's.
	const forged = { ...relay, resumeUrl: `${OWN}/7/node-1?signature=x` };
	expect((await resume(always(...RESUMED), forged)).posts).toHaveLength(1);
});
