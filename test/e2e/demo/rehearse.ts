import { until } from '../n8n-host/wait';
import { startCallbackHost } from '../../engine/harness/callbackHost';
import { runAssign, runTrigger } from '../../engine/harness/run';
import { credentialFor, toAgent, toQueue } from '../../engine/harness/setup';
import { startSimulator } from '../../kore-simulator';
import { judge } from './judge';
import { say } from './steps';
import { describe } from './table';
import { demoWorkflows, type Target } from './workflows';
import type { TransferResult } from '../../../dist/nodes/shared/callback/transferResult';
import type { Transfer } from './perform';

const EVENT_LIMIT_MS = 5000;
const POLL_MS = 10;

/**
 * The main job through n8n's engine (n8n-core) in this process, over real HTTP: that takes seconds, a whole n8n minutes to get.
 * A program of its own, as n8n-core reads its settings from the environment as soon as it is loaded.
 */
async function rehearse() {
	const simulator = await startSimulator();
	const signing = credentialFor(simulator);
	const trigger = await startCallbackHost({ credential: signing });
	const credential = { ...signing, triggerUrl: trigger.url };

	const transferTo = async (target: Target): Promise<Transfer> => {
		const { kind, id, botSessionId } = target;
		const parametersFor = kind === 'agent' ? toAgent : toQueue;
		const parameters = parametersFor(id, { botSessionId, callbackUrl: '' });
		const { success, error } = await runAssign({ credential, parameters });
		const request = simulator.requests().find(({ body }) => body.includes(botSessionId));
		const find = () => trigger.events.find((event) => event.botSessionId === botSessionId);
		// None is no reason to stop: that it is missing is said below.
		await until('an event', EVENT_LIMIT_MS, async () => find() !== undefined, POLL_MS).catch(
			() => undefined,
		);
		const received = find();
		const tookMs = received && request && Date.now() - request.at;
		const run = { node: trigger.node, credential, origin: trigger.origin };
		const [output] = received ? await runTrigger({ ...run, event: received }) : [];
		const event = output as unknown as TransferResult | undefined;
		const result = success[0];
		return { target, result, error: error?.message, request, event, written: event, tookMs };
	};

	try {
		const transfers = [];
		for (const target of demoWorkflows().assign.targets) transfers.push(await transferTo(target));
		const counts = { requests: simulator.requests().length, events: trigger.events.length };
		const expected = { world: simulator.world, triggerUrl: trigger.url };
		const troubles = judge({ transfers, ...counts }, expected);
		say(describe(transfers));
		for (const trouble of troubles) say(`Not as expected. ${trouble}`);
		return troubles.length;
	} finally {
		await Promise.all([simulator.stop(), trigger.stop()]);
	}
}

rehearse().then(
	(troubles) => process.exit(troubles > 0 ? 1 : 0),
	(error: Error) => {
		say(error.stack ?? error.message);
		process.exit(1);
	},
);
