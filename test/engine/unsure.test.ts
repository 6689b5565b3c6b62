import type { INodeParameters } from 'n8n-workflow';
import type { Answer } from '../kore-simulator/types';
import { useFasterClock } from './harness/fasterClock';
import { AGENT, QUEUE } from './harness/ids';
import { asked, readAnswer } from './harness/read';
import { runAssign, type Run } from './harness/run';
import { credentialFor, NO_CALLBACK, toAgent, toQueue } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

// The node gives Kore some seconds before it asks, in slices.
useFasterClock(100, { only: 250 });

const { simulator, credential } = useSimulator();

const SESSION = '6538f8a3c9cf425ee5cf0001';
const ASK: INodeParameters = { ifUnsure: 'askKore', timeout: 300, requestsPerMinute: 0 };
const agent = (options = ASK, session = SESSION) =>
	toAgent(AGENT, { botSessionId: session, options });
const queue = (options = ASK) => toQueue(QUEUE, { botSessionId: SESSION, options });
const HANGS: Partial<Answer> = { fault: 'hang' };
const FAILS: Partial<Answer> = { status: 502, body: '', carriedOut: false };

const run = async (parameters: INodeParameters, answer: Partial<Answer>, more?: Partial<Run>) => {
	simulator.setBehavior({ ...NO_CALLBACK, answer });
	const settings = { onError: 'continueErrorOutput' as const, ...more?.settings };
	const { failure } = await runAssign({ credential, parameters, ...more, settings });
	return failure[0];
};
const calls = () =>
	asked(simulator).map(({ call }) => call.replace(/^(\w+) .*\/public\/[^/]+/, '$1 '));
const ASSIGN = 'POST /assign-conversation';
const LOOK = `GET /conversations/sessions/${SESSION}`;

it.each([
	['agent', agent(), [ASSIGN, LOOK, `GET /agents/${AGENT}`], 'AGENT'],
	['queue', queue(), [ASSIGN, LOOK], 'QUEUE'],
])('says yes if Kore shows the transfer to the %s', async (kind, parameters, expected, type) => {
	const { message, details } = await run(parameters, HANGS);
	expect(details).toMatchObject({
		cause: 'timeout',
		maybeAccepted: true,
		kore: {
			accepted: 'yes',
			note: expect.stringMatching(
				new RegExp(`^Kore shows a transfer to this ${kind} at `),
			) as string,
			conversationId: expect.stringMatching(/^c-/) as string,
			status: 'OPEN',
			transferredTo: { type },
		},
	});
	expect(message).toMatch(/^Kore has accepted the transfer nevertheless, so do not send it again/);
	expect(calls()).toEqual(expected);
	expect(simulator.accepted()).toMatchObject([{ accepted: 1 }]);
});

it('does not advise another try where Kore shows the transfer', async () => {
	const { message, details } = await run(queue(), { status: 502, carriedOut: true });
	expect(details).toMatchObject({ cause: 'server', kore: { accepted: 'yes' } });
	expect(message).toMatch(/so do not send it again\. Kore shows a transfer to this queue at \S+$/);
});

it('says no, and how sure that is, if Kore shows the conversation where it was', async () => {
	const { message, details } = await run(queue(), FAILS);
	expect(details).toMatchObject({
		cause: 'server',
		maybeAccepted: true,
		kore: { accepted: 'no', note: expect.stringMatching(/likely, not certain/) as string },
	});
	expect(message).toMatch(/^Kore has probably not accepted the transfer/);
});

it('does not know if Kore shows no such conversation', async () => {
	const { message, details } = await run(agent(ASK, 'elsewhere'), HANGS);
	expect(details).toMatchObject({
		kore: { accepted: 'unknown', note: expect.stringMatching(/which is no proof/) as string },
	});
	expect(message).toMatch(
		/look at the conversation in Kore before you send it again\. Kore has not/,
	);
});

it('names the scope that it lacks', async () => {
	const { details } = await run(queue(), HANGS, {
		credential: credentialFor(simulator, 'routingOnly'),
	});
	expect(details).toMatchObject({
		kore: {
			accepted: 'unknown',
			note: expect.stringMatching(/^Kore could not be asked: .*SmartAssist Analytics/) as string,
		},
	});
});

it('asks nothing unless it is told to, nor where it knows', async () => {
	const reported = await run(queue({ ...ASK, ifUnsure: 'report' }), HANGS);
	expect(reported.details).not.toHaveProperty('kore');
	expect(calls()).toEqual([ASSIGN]);
	simulator.reset();
	const refused = await run(queue(), { status: 412, body: '' });
	expect(refused.details).not.toHaveProperty('kore');
	expect(calls()).toEqual([ASSIGN]);
});

it('asks once, and sends once, with Retry On Fail', async () => {
	const retry = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
	const { details } = await run(queue(), HANGS, { settings: retry });
	expect(details).toMatchObject({ kore: { accepted: 'yes' } });
	expect(calls()).toEqual([ASSIGN, LOOK]);
});

it('refuses another value of the option before anything is sent', async () => {
	const { error } = await run(queue({ ...ASK, ifUnsure: '={{ "maybe" }}' }), {});
	expect(error).toBe("'If Unsure' is maybe");
	expect(calls()).toEqual([]);
});

it('asks when nothing is sent any more: a node that stops sends no more items than without it', async () => {
	simulator.setBehavior({
		...NO_CALLBACK,
		rules: [{ botSessionId: SESSION, answer: { ...FAILS, delayMs: 20 } }],
		answer: { delayMs: 20 },
	});
	const { error } = await runAssign({
		credential,
		parameters: toQueue(QUEUE, {
			botSessionId: '={{ $json.session }}',
			options: { ...ASK, concurrency: 2 },
		}),
		items: [SESSION, ...Array.from({ length: 29 }, (_, item) => `other${item}`)].map((session) => ({
			session,
		})),
	});
	expect(error?.description).toMatch(/^Kore has probably not accepted the transfer/);
	const sent = calls().filter((call) => call === ASSIGN);
	expect(sent.length).toBeLessThan(8);
	expect(calls().slice(sent.length)).toEqual([LOOK]);
});

it.each([
	['none', [], /^Kore may have accepted .*Kore shows 2 conversations of this session/],
	['the transfer', [{ type: 'QUEUE', id: QUEUE }], /^Kore has accepted the transfer nevertheless/],
])('of two conversations of the session, of which one shows %s', async (_, to, expected) => {
	const transferDetails = to.length > 0 && [
		{ transferredAt: new Date(Date.now() + 60_000).toISOString(), transferredTo: to },
	];
	const { error } = await readAnswer(credential, queue(), (path) =>
		path.endsWith('/assign-conversation')
			? { errors: [{ msg: 'Internal error', code: 500 }] }
			: [
					{ _id: 'c-1', transferDetails: [] },
					{ _id: 'c-2', transferDetails: transferDetails || [] },
				],
	);
	expect(error?.description).toMatch(expected);
});

it('asks about the item that it reports, which is the first to fail', async () => {
	const other = '6538f8a3c9cf425ee5cf0002';
	simulator.setBehavior({
		...NO_CALLBACK,
		answer: { ...FAILS, delayMs: 200 },
		rules: [{ botSessionId: other, answer: { ...FAILS, delayMs: 0 } }],
	});
	const { error } = await runAssign({
		credential,
		parameters: toQueue(QUEUE, {
			botSessionId: '={{ $json.session }}',
			options: { ...ASK, timeout: 5000, concurrency: 2 },
		}),
		items: [{ session: SESSION }, { session: other }],
	});
	expect(error?.context.itemIndex).toBe(1);
	expect(error?.description).toMatch(/^Kore has probably not accepted the transfer/);
	expect(calls().slice(2)).toEqual([`GET /conversations/sessions/${other}`]);
});
