'use strict';

const { randomUUID } = require('node:crypto');
const { callbackKeys } = require('../../../dist/nodes/shared/credential/callbackKeys');
const { readCredential } = require('../../../dist/nodes/shared/credential/credential');
const { until } = require('../../e2e/n8n-host/wait');
const { assign, rows, start, trigger } = require('../../e2e/stage/nodes');
const { agent, session } = require('../../e2e/stage/people');
const { openStage } = require('../../e2e/stage/use-stage');
const { workflow } = require('../../e2e/stage/workflow');
const { credentialFor, NO_CALLBACK, toAgent } = require('../../engine/harness/setup');
const { FORGERIES } = require('../../hostile/tokens');
const { OTHERS } = require('./plan');

const VERSION = '2.41.1';

/** Without the first one n8n makes a V8 isolate for each callback, forged or not, and takes a few tens a second. */
const SETTINGS = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true', N8N_LOG_LEVEL: 'debug' };

/** Each forgery alters the token of a request of its own, so that an execution would say which kind it was. */
const KINDS = Object.keys(FORGERIES);
const FOREIGN = 'foreign';

/**
 * A real n8n that listens for callbacks, an execution that waits for one, and the callback URLs of genuine requests.
 * @typedef {Awaited<ReturnType<typeof setTheStage>>} Stage
 * @param {number} genuine how many callbacks will be genuine
 */
async function setTheStage(genuine) {
	const stage = await openStage(VERSION, SETTINGS);
	try {
		return await prepare(stage, genuine);
	} catch (error) {
		await stage.close();
		throw error;
	}
}

/** @param {import('../../e2e/stage/stage').Stage} stage @param {number} genuine */
async function prepare(stage, genuine) {
	const { simulator } = stage;
	simulator.setBehavior(NO_CALLBACK);
	const data = credentialFor(simulator);
	const credential = await stage.saveCredential(data);
	const other = await stage.saveCredential({ ...data, callbackSecret: randomUUID() });
	const receiver = trigger(credential);
	const receiverId = await stage.publish(workflow('Receiver', [receiver]));
	const callbackUrl = stage.urlOf(receiver);

	/** Sends one request for each session, and returns their callback URLs. */
	const send = async (/** @type {typeof credential} */ by, /** @type {string[]} */ sessions) => {
		const before = simulator.requests().length;
		const parameters = toAgent(agent(1), {
			callbackUrl,
			botSessionId: '={{ $json.session }}',
			options: { requestsPerMinute: 0 },
		});
		const table = sessions.map((one) => ({ session: one }));
		await stage.run(workflow('Sender', [start(), ...rows(table), assign(by, parameters)]));
		const sent = simulator
			.requests()
			.slice(before)
			.map(({ json }) => /** @type {any} */ (json));
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
	const waitingUrl = String(/** @type {any} */ (simulator.requests().at(-1)?.json).callbackUrl);

	const key = Buffer.from(/** @type {any} */ (callbackKeys(readCredential(data))?.signing));
	const known = {
		foreign: tokenOf(foreign),
		request,
		secret: data.clientSecret,
		key: key.toString('base64'),
	};
	return {
		stage,
		receiverId,
		waitingId,
		waitingUrl,
		triggerUrl: callbackUrl,
		genuineUrls: urls.slice(KINDS.length),
		/** @type {Record<string, import('../../hostile/tokens').Material>} */
		materials: Object.fromEntries(
			KINDS.map((kind, index) => [kind, { ...known, token: tokenOf(urls[index]) }]),
		),
		waitingMaterial: { ...known, token: tokenOf(waitingUrl) },
		/** The kind of callback that a request was for, by its session. */
		nameOf: (/** @type {string} */ one) => names[sessions.indexOf(one)] ?? FOREIGN,
	};
}

const tokenOf = (/** @type {string} */ url) => String(new URL(url).searchParams.get('token'));

module.exports = { KINDS, setTheStage, SETTINGS, tokenOf, VERSION };
