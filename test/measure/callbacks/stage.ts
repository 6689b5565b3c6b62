import { randomUUID } from 'node:crypto';

import { keysOf, sentUrl } from '../../engine/harness/sent';
import { assignBody } from '../../kore-simulator/assignBody';
import { until } from '../../e2e/n8n-host/wait';
import { assign, rows, start, trigger } from '../../e2e/stage/nodes';
import { agent, session } from '../../e2e/stage/people';
import { openStage } from '../../e2e/stage/use-stage';
import { workflow } from '../../e2e/stage/workflow';
import { credentialFor, NO_CALLBACK, toAgent } from '../../engine/harness/setup';
import { FORGERIES, type Material } from '../../hostile/tokens';
import type { Stage as StartedN8n } from '../../e2e/stage/stage';
import { OTHERS } from './plan';

export const VERSION = '2.41.1';

/** Without the first one n8n makes a V8 isolate for each callback, forged or not, and takes a few tens a second. */
export const SETTINGS = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true', N8N_LOG_LEVEL: 'debug' };

/** Each forgery alters the token of a request of its own, so that an execution would say which kind it was. */
const KINDS = Object.keys(FORGERIES);
const FOREIGN = 'foreign';

export type Stage = Awaited<ReturnType<typeof setTheStage>>;

/**
 * A real n8n that listens for callbacks, an execution that waits for one, and the callback URLs of genuine requests.
 *
 * @param genuine how many callbacks will be genuine
 */
export async function setTheStage(genuine: number) {
	const stage = await openStage(VERSION, SETTINGS);
	try {
		return await prepare(stage, genuine);
	} catch (error) {
		await stage.close();
		throw error;
	}
}

async function prepare(stage: StartedN8n, genuine: number) {
	const { simulator } = stage;
	simulator.setBehavior(NO_CALLBACK);
	const data = credentialFor(simulator);
	const credential = await stage.saveCredential(data);
	const other = await stage.saveCredential({ ...data, callbackSecret: randomUUID() });
	const receiver = trigger(credential);
	const receiverId = await stage.publish(workflow('Receiver', [receiver]));
	const callbackUrl = stage.urlOf(receiver);

	/** Sends one request for each session, and returns their callback URLs. */
	const send = async (by: typeof credential, sessions: string[]) => {
		const before = simulator.requests().length;
		const parameters = toAgent(agent(1), {
			callbackUrl,
			botSessionId: '={{ $json.session }}',
			options: { requestsPerMinute: 0 },
		});
		const table = sessions.map((one) => ({ session: one }));
		await stage.run(workflow('Sender', [start(), ...rows(table), assign(by, parameters)]));
		const sent = simulator.requests().slice(before).map(assignBody);
		return sessions.map((one) =>
			String(sent.find(({ botSessionId }) => botSessionId === one)?.callbackUrl),
		);
	};
	const names = [
		...KINDS,
		...Array.from({ length: genuine }, (_, index) => (index % 2 ? OTHERS.strange : OTHERS.genuine)),
	];
	const sessions = names.map((_, index) => session(index + 1));
	const urls = await send(credential, sessions);
	const request = String(simulator.requests().at(-1)?.headers.auth);
	const [foreign] = await send(other, [session(sessions.length + 1)]);

	const waits = toAgent(agent(1), {
		continueWhen: 'result',
		waitLimit: 1,
		waitUnit: 'days',
		callbackUrl: '',
	});
	const waitingId = await stage.start(workflow('Waiting', [start(), assign(credential, waits)]));
	await until('the waiting execution', 30_000, async () => {
		const { status } = await stage.builder.execution(waitingId);
		return status === 'waiting';
	});
	const waitingUrl = sentUrl(simulator);

	const keys = keysOf(data);
	const known = {
		foreign: tokenOf(foreign),
		request,
		secret: data.clientSecret,
		key: Buffer.from(keys.signing).toString('base64'),
	};
	return {
		stage,
		receiverId,
		waitingId,
		waitingUrl,
		triggerUrl: callbackUrl,
		genuineUrls: urls.slice(KINDS.length),
		materials: Object.fromEntries(
			KINDS.map((kind, index) => [kind, { ...known, token: tokenOf(urls[index]) }]),
		) as Record<string, Material>,
		waitingMaterial: { ...known, token: tokenOf(waitingUrl) },
		/** The kind of callback that a request was for, by its session. */
		nameOf: (one: string | null) => names[sessions.indexOf(String(one))] ?? FOREIGN,
	};
}

export const tokenOf = (url: string) => String(new URL(url).searchParams.get('token'));
