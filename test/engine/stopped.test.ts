import { setTimeout as sleep } from 'node:timers/promises';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { NO_CALLBACK, RETRY, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';
import { useWarnings } from './harness/warnings';

const { simulator, credential } = useSimulator();

// n8n saves neither output nor error of a node that is stopped.
const warnings = useWarnings();

/** Runs twelve items, two at a time, and stops when Kore has got the third or later. */
async function runAndStop(settings?: typeof RETRY) {
	const isSending = async () => {
		while (simulator.requests().length < 3) await sleep(1);
	};
	return await runAssign({
		credential,
		parameters: toAgent(AGENT, {
			botSessionId: '={{ $json.session }}',
			options: { concurrency: 2 },
		}),
		items: Array.from({ length: 12 }, (_, item) => ({ session: `session-${item}` })),
		settings,
		stopAfter: isSending(),
	});
}

it.each([
	['sends nothing new', undefined],
	['sends nothing new with Retry On Fail either', RETRY],
])(
	"a node that is stopped while it sends %s, and n8n's log says how far it came",
	async (_, settings) => {
		simulator.setBehavior({ ...NO_CALLBACK, answer: { delayMs: 400 } });
		await runAndStop(settings);
		for (let wait = 0; wait < 100 && warnings.length === 0; wait++) await sleep(10);
		await sleep(20);
		expect(warnings).toHaveLength(1);
		const said =
			/^Execution \S+ was stopped in node "Kore"\. Kore accepted (\d+) of the 12 items(?:, and may have accepted (\d+) more)?; the first item that was not sent is item (\d+)\.$/.exec(
				warnings[0],
			);
		const [accepted, unsure, first] = (said ?? []).slice(1).map((found) => Number(found ?? 0));
		const sent = simulator.requests().length;
		// One whose connection is broken off may not have come to Kore.
		expect(sent).toBeGreaterThanOrEqual(accepted);
		expect(sent).toBeLessThanOrEqual(accepted + unsure);
		expect(first).toBe(accepted + unsure);
		expect(first).toBeLessThan(12);
	},
);

it('a node that is not stopped logs nothing', async () => {
	simulator.setBehavior(NO_CALLBACK);
	await runAssign({ credential, parameters: toAgent(AGENT) });
	expect(warnings).toEqual([]);
});
