import { startSimulator, type Simulator } from '../kore-simulator';
import { HOSTILE_ANSWERS, type HostileAnswer } from './harness/hostileAnswers';
import { AGENT } from './harness/ids';
import type { Run } from './harness/run';
import { credentialFor, NO_CALLBACK, RETRY, toAgent } from './harness/setup';
import { runTrusting, type BatchResult, type RunResult } from './harness/trustingProcess';

const TIMEOUT_MS = 1500;
/** A hung run takes for ever; a loaded machine, a while. */
const PATIENCE_MS = 2000;
/** 1 MB of an answer, as bytes and as text, with what the collector has not taken yet. */
const MEMORY_MB = 48;

const MODES: Record<string, Run['settings']> = {
	goesOn: { ...RETRY, onError: 'continueErrorOutput' },
	stops: RETRY,
};

const ERRORS: Record<string, { text: RegExp; cause: string }> = {
	network: { text: /^The connection to https?:\S+ broke off before /, cause: 'network' },
	timeout: { text: /^Kore did not answer within 1\.5 seconds/, cause: 'timeout' },
	tooLarge: { text: /^The server at this host answered with more than 1 MB/, cause: 'notKore' },
	switched: { text: /HTTP 101|^The connection /, cause: expect.any(String) as string },
};

describe.each([false, true])('a hostile Kore, https: %s', (isHttps) => {
	const hostile = HOSTILE_ANSWERS.filter(({ tls }) => isHttps || !tls);
	const [floods, others] = [true, false].map((wanted) =>
		hostile.filter(({ flood = false }) => flood === wanted),
	);
	let simulator: Simulator;
	let batches: BatchResult[];
	const results: Map<string, RunResult> = new Map();

	const sessionOf = ({ name }: HostileAnswer, mode: string) =>
		`${name}-${mode}`.replaceAll(' ', '_');

	/** Each answer once for a node that goes on and once for one that stops, told apart by their sessions. */
	beforeAll(async () => {
		simulator = await startSimulator({ requestsPerMinute: Infinity, https: isHttps });
		const pairs = (some: HostileAnswer[]) =>
			some.flatMap((answer) => Object.keys(MODES).map((mode) => ({ answer, mode })));
		const planned = [pairs(others), ...pairs(floods).map((pair) => [pair])];
		simulator.setBehavior({
			...NO_CALLBACK,
			rules: planned.flat().map(({ answer, mode }) => ({
				botSessionId: sessionOf(answer, mode),
				answer: answer.answer,
			})),
		});
		const options = { timeout: TIMEOUT_MS, requestsPerMinute: 0 };
		batches = await runTrusting(
			simulator.ca,
			planned.map((batch) =>
				batch.map(({ answer, mode }) => ({
					credential: credentialFor(simulator),
					parameters: toAgent(AGENT, { botSessionId: sessionOf(answer, mode), options }),
					settings: MODES[mode],
				})),
			),
		);
		planned.forEach((batch, turn) =>
			batch.forEach(({ answer, mode }, index) =>
				results.set(sessionOf(answer, mode), batches[turn].results[index]),
			),
		);
	}, 60_000);
	afterAll(async () => await simulator.stop());

	const resultOf = (answer: HostileAnswer, mode: string) => {
		const result = results.get(sessionOf(answer, mode));
		if (!result) throw new Error(`${answer.name} was not run`);
		return result;
	};

	it.each(hostile.map((answer) => ({ ...answer })))('$name: $meaning', (answer) => {
		const error = ERRORS[answer.meaning];
		const [goesOn, stops] = [resultOf(answer, 'goesOn'), resultOf(answer, 'stops')];
		if (error) {
			expect(goesOn).toMatchObject({
				success: [],
				failure: [
					{
						error: expect.stringMatching(error.text) as string,
						message: expect.stringContaining('may have accepted') as string,
						details: { cause: error.cause, maybeAccepted: true },
					},
				],
			});
			expect(stops).toMatchObject({
				success: [],
				message: expect.stringMatching(error.text) as string,
			});
		} else {
			for (const { success, failure, message } of [goesOn, stops]) {
				expect({ success, failure, message }).toEqual({
					success: [expect.objectContaining({ outcome: answer.meaning }) as object],
					failure: [],
					message: undefined,
				});
			}
		}
	});

	it.each(hostile.map((answer) => ({ ...answer })))('$name: sent once', (answer) => {
		const sessions = Object.keys(MODES).map((mode) => sessionOf(answer, mode));
		const sent = sessions.map((session) =>
			simulator.accepted().find(({ botSessionId }) => botSessionId === session),
		);
		expect(sent).toMatchObject([
			{ read: 1, accepted: 1 },
			{ read: 1, accepted: 1 },
		]);
	});

	it('never hangs', () => {
		const late = [...results].filter(
			([, run]) => run.hung || run.tookMs > TIMEOUT_MS + PATIENCE_MS,
		);
		expect(late).toEqual([]);
	});

	it('costs no memory, however much it sends', () => {
		const [before, after] = [batches[0].peakMb, batches[batches.length - 1].peakMb];
		expect(after - before).toBeLessThan(MEMORY_MB);
	});
});
