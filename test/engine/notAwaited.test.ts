import axios from 'axios';
import type { IDataObject, OnError } from 'n8n-workflow';
import { startCallbackHost } from './harness/callbackHost';
import { AGENT, SESSION } from './harness/ids';
import { runAssign, runTrigger } from './harness/run';
import { sentUrl } from './harness/sent';
import { serve } from './harness/serve';
import { NO_CALLBACK, toAgent } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

// A callback of a request whose execution was to wait for it, and has gone on without: it had no answer, or the result already.

const { simulator, credential } = useSimulator(NO_CALLBACK);

let trigger: Awaited<ReturnType<typeof startCallbackHost>>;
let n8n: Awaited<ReturnType<typeof serve>>;
let resumeRequests = 0;

beforeAll(async () => {
	trigger = await startCallbackHost({ credential });
	n8n = await serve((_request, response) => {
		resumeRequests++;
		response.writeHead(409, { 'content-type': 'application/json' });
		// In n8n's words (waiting-webhooks.js).
		response.end(JSON.stringify({ message: 'The execution "4711" has finished already.' }));
	});
});
afterAll(async () => await Promise.all([trigger.stop(), n8n.stop()]));
beforeEach(() => (resumeRequests = 0));

/** What leaves the trigger for a callback that comes after the node. */
async function eventAfter(onError: OnError): Promise<IDataObject[]> {
	const { waitTill } = await runAssign({
		credential,
		origin: n8n.url,
		parameters: toAgent(AGENT, {
			continueWhen: 'result',
			callbackUrl: trigger.url,
			options: { timeout: 200 },
		}),
		settings: { onError },
	});
	expect(waitTill).toBeUndefined();
	await axios.post(sentUrl(simulator), { status: 'transferred', sessionId: SESSION });
	const [event] = trigger.events.slice(-1);
	return await runTrigger({ event, node: trigger.node, credential, origin: n8n.url });
}

it.each([
	['had no answer in time', 'continueErrorOutput' as const, { fault: 'hang' as const }, false],
	['stopped without an answer', 'stopWorkflow' as const, { fault: 'hang' as const }, false],
	['had the result', 'continueErrorOutput' as const, { body: { status: 'transferred' } }, null],
])('does not say of an execution that %s that it was resumed', async (...row) => {
	const [, onError, answer, resumed] = row;
	simulator.setBehavior({ ...NO_CALLBACK, answer });
	expect(await eventAfter(onError)).toMatchObject([{ outcome: 'transferred', resumed }]);
	expect(resumeRequests).toBe(0);
});
