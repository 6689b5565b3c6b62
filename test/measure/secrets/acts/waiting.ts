import { assignBody, sessionOf } from '../../../kore-simulator/assignBody';
import { toAgent } from '../../../engine/harness/setup';
import { assign, start, type Node } from '../../../e2e/stage/nodes';
import { agent, session } from '../../../e2e/stage/people';
import { workflow } from '../../../e2e/stage/workflow';
import { until } from '../../../e2e/n8n-host/wait';
import { forgeries } from '../../../e2e/waiting/forge';
import type { SecretStage, Way } from '../stage';

const RUN_LIMIT_MS = 30_000;
// n8n looks for limits that are over once a minute.
const WAIT_OVER_MS = 150_000;

let sessions = 1000;

/**
 * Executions that wait, straight and through the trigger: with a genuine callback, a forged and a repeated one, one that
 * echoes its own address, and one that never comes.
 *
 * @param options long: also wait until the limit is over
 */
export async function wait(secret: SecretStage, way: Way, { long }: { long: boolean }) {
	const waiting = [];
	for (const callbackUrl of ['', way.triggerUrl]) {
		await resumed(secret, way, callbackUrl);
		await echoed(secret, way, callbackUrl);
		waiting.push(await startWaiting(secret, way, callbackUrl, 1));
	}
	if (long) await Promise.all(waiting.map(async ({ id }) => await over(secret, id, WAIT_OVER_MS)));
}

async function resumed(secret: SecretStage, way: Way, callbackUrl: string) {
	const { id, botSessionId } = await startWaiting(secret, way, callbackUrl, 10);
	const url = callbackUrlOf(secret, botSessionId);
	for (const forged of forgeries(url)) {
		await secret.post(forged, { status: 'transferred' });
	}
	await secret.post(url, { status: 'transferred', callbackUrl: url });
	await over(secret, id, RUN_LIMIT_MS);
	// Late.
	await secret.post(url, { status: 'transferred' });
}

/** The answer to the request itself gives back what was sent. */
async function echoed(secret: SecretStage, way: Way, callbackUrl: string) {
	const { url: host, rewind } = way.echo;
	rewind();
	const hostile = { ...way, data: { ...way.data, host } };
	for (let index = 0; index < way.echo.echoes; index++) {
		await startWaiting(secret, hostile, callbackUrl, 10, { onError: 'continueErrorOutput' });
	}
}

/**
 * @param callbackUrl empty: straight
 * @param waitLimit in minutes
 * @param settings of the node
 * @returns its execution, which waits or has failed
 */
async function startWaiting(
	{ stage }: SecretStage,
	{ name, data }: Way,
	callbackUrl: string,
	waitLimit: number,
	settings?: Partial<Node>,
): Promise<{ id: string; botSessionId: string }> {
	const credential = await stage.saveCredential(data);
	const botSessionId = session(++sessions);
	const parameters = toAgent(agent(1), {
		botSessionId,
		callbackUrl,
		continueWhen: 'result',
		waitLimit,
		waitUnit: 'minutes',
		options: { requestsPerMinute: 0 },
	});
	const { id } = await stage.run(
		workflow(`Wait: ${name}`, [start(), assign(credential, parameters, settings)]),
	);
	return { id, botSessionId };
}

/** @returns the signed one that Kore was sent */
function callbackUrlOf({ stage }: SecretStage, botSessionId: string) {
	const requests = stage.simulator.requests();
	const asked = requests.find((request) => sessionOf(request) === botSessionId);
	if (!asked) throw new Error(`Kore was sent no request for ${botSessionId}`);
	return assignBody(asked).callbackUrl;
}

/** @param id of an execution that waits */
async function over({ stage }: SecretStage, id: string, limitMs: number) {
	await until(`the end of execution ${id}`, limitMs, async () => {
		return (await stage.builder.execution(id)).status !== 'waiting';
	});
}
