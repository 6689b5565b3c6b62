import type { IExecuteContextData } from 'n8n-workflow';
import { assignBody } from '../kore-simulator/assignBody';
import type { Answer } from '../kore-simulator/types';
import { runAssign, type Run } from './harness/run';
import { byId, elsewhere, NO_CALLBACK, RETRY, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator();

const sessions = Array.from({ length: 6 }, (_, i) => `6538f8a3c9cf425ee5cf001${i}`);
const items = sessions.map((session) => ({ session }));
const parameters = toAgent('a-0000001-5151-4000-8000-000000000001', {
	botSessionId: '={{ $json.session }}',
	options: { concurrency: 2, timeout: 300 },
});

/** The answer to one item's request. */
const answer = (item: number, wrong: Partial<Answer>) =>
	simulator.setBehavior({
		...NO_CALLBACK,
		rules: [{ botSessionId: sessions[item], answer: wrong }],
	});

/** How often Kore got each item. */
const sent = () => {
	const requests = simulator.requests().map((request) => assignBody(request).botSessionId);
	return sessions.map((session) => requests.filter((id) => id === session).length);
};

const refused = { status: 412, body: '' };

describe('Retry On Fail', () => {
	it('sends again what Kore refused, and nothing that it accepted', async () => {
		answer(3, refused);
		const { error } = await runAssign({ credential, parameters, items, settings: RETRY });
		expect(error?.message).toMatch(/HTTP 412.*\[item 3\]/);
		const [, , , again, ...rest] = sent();
		expect(again).toBe(3);
		expect(sent().slice(0, 3)).toEqual([1, 1, 1]);
		expect(rest.every((times) => times <= 1)).toBe(true);
	});

	it('sends no accepted conversation to another agent, either', async () => {
		answer(3, refused);
		await runAssign({
			credential,
			parameters: { ...parameters, agentId: byId('={{ "a-" + Math.random() }}') },
			items,
			settings: RETRY,
		});
		expect(sent().slice(0, 4)).toEqual([1, 1, 1, 3]);
	});

	it('ends with all items accepted once, if the trouble passes', async () => {
		let refusals = 0;
		const watch = setInterval(() => {
			refusals = simulator.requests().filter(({ status }) => status === 412).length;
			if (refusals > 0) simulator.setBehavior(NO_CALLBACK);
		}, 1);
		answer(2, refused);
		const { success, error } = await runAssign({
			credential,
			parameters,
			items,
			settings: { ...RETRY, waitBetweenTries: 100 },
		});
		clearInterval(watch);
		expect(error).toBeUndefined();
		expect(success.map(({ botSessionId }) => botSessionId)).toEqual(sessions);
		expect(sent()).toEqual([1, 1, 1 + refusals, 1, 1, 1]);
	});

	it.each([
		['no answer', { fault: 'hang' }],
		['a broken connection', { fault: 'reset' }],
		['a 502', { status: 502, body: '' }],
	])('never sends again what Kore may have accepted: %s', async (_name, wrong) => {
		answer(1, wrong);
		const { error } = await runAssign({ credential, parameters, items, settings: RETRY });
		expect(error?.description).toMatch(/may have accepted/);
		const unsent = sent().indexOf(0);
		const accepted = sent().filter((times) => times > 0).length - 1;
		const rest = unsent < 0 ? '.' : `; the first item that was not sent is item ${unsent}.`;
		expect(error?.description).toContain(
			`Kore accepted ${accepted} of the 6 items, and may have accepted 1 more${rest}`,
		);
		expect(sent()[1]).toBe(1);
		expect(Math.max(...sent())).toBe(1);
	});

	it('counts what all tries together have sent', async () => {
		answer(1, { fault: 'hang' });
		const { error } = await runAssign({
			credential: { ...credential, host: elsewhere(simulator) },
			parameters: {
				...parameters,
				options: { concurrency: 3, timeout: 300, requestsPerMinute: 4 },
			},
			items,
			settings: RETRY,
		});
		expect(error?.description).toMatch(
			/Kore accepted 3 of the 6 items, and may have accepted 1 more; the first item that was not sent is item 4\./,
		);
		expect(sent()).toEqual([1, 1, 1, 1, 0, 0]);
	});

	it.each([
		['is refused', refused, 3],
		['gets no answer', { fault: 'reset' }, 1],
	])('of a node that goes on, where the first item %s', async (_name, wrong, times) => {
		answer(0, wrong);
		const { success, failure } = await runAssign({
			credential,
			parameters,
			items,
			settings: { ...RETRY, onError: 'continueErrorOutput' },
		});
		expect(success).toHaveLength(5);
		expect(failure).toMatchObject([{ details: { maybeAccepted: times === 1 } }]);
		expect(sent()).toEqual([times, 1, 1, 1, 1, 1]);
	});
});

it('keeps nothing in the execution of a run that went well', async () => {
	simulator.setBehavior(NO_CALLBACK);
	const { contextData } = await runAssign({ credential, parameters, items, settings: RETRY });
	expect(JSON.stringify(contextData)).not.toContain(sessions[0]);
});

describe('Retry of an execution', () => {
	/** As n8n hands it back: its node's last run is taken out (execution.service.js). */
	const retryOf = (contextData?: IExecuteContextData) => ({ runData: { Kore: [] }, contextData });

	it('that was killed while the node was sending sends nothing, also when it is retried again', async () => {
		simulator.setBehavior(NO_CALLBACK);
		const goesOn = { onError: 'continueErrorOutput' as const };
		const first = await runAssign({
			...{ credential, parameters, items, settings: goesOn },
			retryOf: retryOf(undefined),
		});
		expect(first.failure).toHaveLength(6);
		expect(first.failure[0]).toMatchObject({
			error: 'n8n was stopped while an earlier try of this execution was sending',
			message: expect.stringMatching(/^Kore may have accepted the transfer nevertheless/) as string,
			details: { cause: 'cancelled', maybeAccepted: true, requestId: null },
		});
		const again = await runAssign({
			...{ credential, parameters, items },
			retryOf: retryOf(first.contextData),
		});
		expect(again.error?.message).toMatch(/^n8n was stopped while an earlier try/);
		expect(sent()).toEqual([0, 0, 0, 0, 0, 0]);
	});

	it.each(['a }} b', '{{ $json.x }}', `"quoted" 'twice' \\`, 'x.constructor()', '${1}`'])(
		'that was killed while a node called %s was sending sends nothing either',
		async (name) => {
			simulator.setBehavior(NO_CALLBACK);
			const { error } = await runAssign({
				...{ credential, parameters, items, name },
				retryOf: { runData: { [name]: [] } },
			});
			expect(error?.message).toMatch(/^n8n was stopped while an earlier try/);
			expect(sent()).toEqual([0, 0, 0, 0, 0, 0]);
		},
	);

	it.each<[string, () => Partial<Run>, RegExp]>([
		[
			'its credential is',
			() => ({ credential: { ...credential, clientSecret: '' } }),
			/'Client Secret'/,
		],
		[
			'an option is',
			() => ({ parameters: { ...parameters, options: { concurrency: 0 } } }),
			/'Concurrency' is 0/,
		],
		[
			'several items are',
			() => ({ parameters: { ...parameters, continueWhen: 'result' } }),
			/one item at a time/,
		],
	])('that failed as %s not right sends all, as nothing was sent', async (_, wrong, message) => {
		simulator.setBehavior(NO_CALLBACK);
		const run = { credential, parameters, items };
		const stopped = await runAssign({ ...run, ...wrong() });
		expect(stopped.error?.message).toMatch(message);
		const { success, error } = await runAssign({ ...run, retryOf: retryOf(stopped.contextData) });
		expect(error).toBeUndefined();
		expect(success).toHaveLength(6);
		expect(sent()).toEqual([1, 1, 1, 1, 1, 1]);
	});

	describe('that was retried before', () => {
		/** Each Retry is handed what n8n has saved of the execution, not what another one has made of it. */
		const retry = async (contextData?: IExecuteContextData) =>
			await runAssign({
				...{ credential, parameters, items },
				retryOf: retryOf(JSON.parse(JSON.stringify(contextData)) as IExecuteContextData),
			});

		it('sends nothing again that the first Retry has sent', async () => {
			answer(1, refused);
			const { contextData } = await runAssign({ credential, parameters, items });
			answer(4, refused);
			expect((await retry(contextData)).error?.message).toMatch(/HTTP 412.*\[item 4\]/);
			simulator.setBehavior(NO_CALLBACK);
			expect((await retry(contextData)).success).toHaveLength(6);
			expect(sent()).toEqual([1, 2, 1, 1, 2, 1]);
		});

		it('sends nothing twice if both run at the same time', async () => {
			answer(0, refused);
			const stopped = await runAssign({ credential, parameters, items });
			simulator.setBehavior({ ...NO_CALLBACK, answer: { delayMs: 50 } });
			const both = [retry(stopped.contextData), retry(stopped.contextData)];
			for (const { success } of await Promise.all(both)) expect(success).toHaveLength(6);
			expect(sent()).toEqual([2, 1, 1, 1, 1, 1]);
		});
	});

	it('that failed before the node, or in it, sends what Kore has not accepted', async () => {
		answer(1, refused);
		const neverRun = { runData: {} };
		const stopped = await runAssign({ credential, parameters, items, retryOf: neverRun });
		expect(stopped.error?.message).toMatch(/HTTP 412/);
		simulator.setBehavior(NO_CALLBACK);
		const { success } = await runAssign({
			...{ credential, parameters, items },
			retryOf: retryOf(stopped.contextData),
		});
		expect(success).toHaveLength(6);
		expect(sent()).toEqual([1, 2, 1, 1, 1, 1]);
	});
});
