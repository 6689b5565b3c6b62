import { useFasterClock } from './harness/fasterClock';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

useFasterClock(100);

const { simulator, credential } = useSimulator(NO_CALLBACK);

/** Items at two a minute, in a workflow with this 'Timeout Workflow' in seconds. */
const run = async (
	items: number,
	executionTimeout: number | undefined,
	options: object = { requestsPerMinute: 2 },
) =>
	await runAssign({
		credential,
		parameters: toAgent(AGENT, { botSessionId: '={{ $json.session }}', options }),
		items: Array.from({ length: items }, (_, item) => ({ session: `s${item}` })),
		workflowSettings: { executionTimeout },
	});

it.each([
	[
		3,
		60,
		"3 items take at least 1 minute, and 'Timeout Workflow' stops this workflow after 1 minute",
	],
	[5, 90, '5 items take at least 2 minutes, and .* after 90 seconds'],
	[3, 1, '3 items take at least 1 minute, and .* after 1 second'],
	[4, 60, '4 items take at least 1 minute, and .* after 1 minute', 1.5],
])(
	'%i items within %i seconds, %s: nothing is sent',
	async (items, timeout, message, requestsPerMinute = 2) => {
		const { error } = await run(items, timeout, { requestsPerMinute });
		expect(error?.description).toContain(`sends ${requestsPerMinute} requests a minute`);
		expect(error?.message).toMatch(new RegExp(`^${message}$`));
		expect(error?.description).toMatch(/to [23] minutes or more, or send no more than [24] items/);
		expect(simulator.requests()).toEqual([]);
	},
);

it('counts not what an earlier try has sent', async () => {
	const parameters = toAgent(AGENT, {
		botSessionId: '={{ $json.session }}',
		options: { requestsPerMinute: 2, concurrency: 1 },
	});
	const items = ['s0', 's1', 's2'].map((session) => ({ session }));
	const refused = { botSessionId: 's1', answer: { status: 412, body: '' } };
	simulator.setBehavior({ ...NO_CALLBACK, rules: [refused] });
	const { error, contextData } = await runAssign({ credential, parameters, items });
	expect(error?.message).toMatch(/HTTP 412/);
	simulator.setBehavior(NO_CALLBACK);
	const again = await runAssign({
		...{ credential, parameters, items },
		workflowSettings: { executionTimeout: 60 },
		retryOf: { runData: { Kore: [] }, contextData },
	});
	expect(again.error).toBeUndefined();
	expect(again.success).toHaveLength(3);
});

it('counts only what is to be sent, and reports a wrong item first', async () => {
	const parameters = {
		...toAgent(AGENT, { botSessionId: '={{ $json.session }}' }),
		options: { requestsPerMinute: 2 },
	};
	const wrong = {
		credential,
		parameters,
		items: [{ session: 's1' }, { session: '' }, { session: 's2' }],
		workflowSettings: { executionTimeout: 1 },
	};
	expect((await runAssign(wrong)).error?.message).toMatch(/^'Bot Session ID' is empty/);
	const goesOn = { ...wrong, settings: { onError: 'continueRegularOutput' as const } };
	expect((await runAssign(goesOn)).items).toHaveLength(3);
	expect(simulator.requests()).toHaveLength(2);
});

it.each<[number, number | undefined, object | undefined, string[]]>([
	[2, 1, undefined, []],
	[3, undefined, undefined, []],
	[3, -1, undefined, []],
	[3, 0, undefined, []],
	[60, 1, { requestsPerMinute: 60 }, []],
	[3, 1, { requestsPerMinute: 0 }, []],
	[3, 121, undefined, []],
	[
		3,
		61,
		undefined,
		[
			"At 2 requests a minute these 3 items take at least 1 minute of the 61 seconds after which 'Timeout Workflow' stops this workflow. Of more than 4 items none is sent.",
		],
	],
])(
	'%i items within %p seconds with %j are sent, with the hints %j',
	async (items, timeout, options, hints) => {
		const { success, runs } = await run(items, timeout, options);
		expect(success).toHaveLength(items);
		expect((runs[0].hints ?? []).map(({ message }) => message)).toEqual(hints);
	},
);
