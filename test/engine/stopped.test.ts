import { setTimeout as sleep } from 'node:timers/promises';
import { AGENT } from './harness/ids';
import { ExecuteContext } from './harness/n8n';
import { runAssign } from './harness/run';
import { NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator();

const warnings: string[] = [];
const nothing = () => {};
const log = {
	...{ debug: nothing, error: nothing, info: nothing },
	warn: (message: string) => void warnings.push(message),
};
// n8n saves neither output nor error of a node that is stopped.
Object.defineProperty(ExecuteContext.prototype, 'logger', { get: () => log });
beforeEach(() => void warnings.splice(0));

/** Runs twelve items, two at a time, and stops when Kore has got the third or later. */
async function runAndStop() {
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
		stopAfter: isSending(),
	});
}

it("a node that is stopped while it sends sends nothing new, and n8n's log says how far it came", async () => {
	simulator.setBehavior({ ...NO_CALLBACK, answer: { delayMs: 50 } });
	await runAndStop();
	for (let wait = 0; wait < 100 && warnings.length === 0; wait++) await sleep(10);
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
});

it('a node that is not stopped logs nothing', async () => {
	simulator.setBehavior(NO_CALLBACK);
	await runAssign({ credential, parameters: toAgent(AGENT) });
	expect(warnings).toEqual([]);
});
