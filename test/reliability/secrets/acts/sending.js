const { toAgent, toQueue } = require('../../../engine/harness/setup');
const { assign, rows, start } = require('../../../e2e/stage/nodes');
const { agent, queue, session } = require('../../../e2e/stage/people');
const { workflow } = require('../../../e2e/stage/workflow');

/** @typedef {import('../stage').SecretStage} SecretStage */
/** @typedef {import('../stage').Way} Way */

const TIMEOUT_MS = 500;
const FAILED = session(2);
const REFUSED = session(101);
const BROKEN = session(102);
const SILENT = session(103);
const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
const TO_ERROR_OUTPUT = { onError: 'continueErrorOutput' };

const REFUSAL = { errors: [{ msg: 'No such session', code: 412 }] };
/** Twice, as Kore may. */
const CALLBACK = { when: /** @type {const} */ ('after'), delayMs: 20, times: 2 };

/** What Kore does with the sessions below; it says nothing more about any other one. */
const RULES = [
	{ botSessionId: session(1), callback: CALLBACK },
	{ botSessionId: FAILED, callback: { ...CALLBACK, outcome: 'reason' } },
	{ botSessionId: REFUSED, answer: { status: 412, body: REFUSAL } },
	{ botSessionId: BROKEN, answer: { fault: /** @type {const} */ ('reset') } },
	{ botSessionId: SILENT, answer: { fault: /** @type {const} */ ('hang') } },
];

/** @param {number} first @param {number} count */
const sessions = (first, count) =>
	Array.from({ length: count }, (_, index) => ({ session: session(first + index) }));

/**
 * Transfers that succeed and that fail in each way, and what they leave in n8n.
 * @param {SecretStage} secret
 * @param {Way} way
 */
async function send(secret, way) {
	await toKore(secret, way);
	await toEcho(secret, way);
	await toNobody(secret, way);
}

/** Accepted, reported as transferred or failed, refused, and without an answer. @param {SecretStage} secret @param {Way} way */
async function toKore(secret, way) {
	const bad = [REFUSED, BROKEN, SILENT].map((one) => ({ session: one }));
	const table = [...sessions(1, 3), ...bad];
	await run(secret, way, { table, settings: TO_ERROR_OUTPUT, target: toQueue(queue(1)) });
	await run(secret, way, { table, settings: RETRY });
	await run(secret, way, { table: sessions(4, 1), settings: {}, sign: false });
}

/** Each echo once on the error output, and the first as the error of the execution. @param {SecretStage} secret @param {Way} way */
async function toEcho(secret, way) {
	const { url: host, rewind } = way.echo;
	const hostile = { ...way, data: { ...way.data, host } };
	const table = sessions(10, way.echo.echoes);
	rewind();
	await run(secret, hostile, { table, settings: TO_ERROR_OUTPUT });
	rewind();
	await run(secret, hostile, { table, settings: RETRY });
}

/** A certificate that is not trusted, and an unknown name. @param {SecretStage} secret @param {Way} way */
async function toNobody(secret, way) {
	for (const host of [secret.untrusted.url, 'kore.invalid']) {
		const lost = { ...way, data: { ...way.data, host } };
		await run(secret, lost, { table: sessions(30, 2), settings: RETRY });
	}
}

/**
 * @typedef {object} Run
 * @property {object[]} table an item each
 * @property {Partial<import('../../../e2e/stage/nodes').Node>} settings
 * @property {Record<string, unknown>} [target]
 * @property {boolean} [sign]
 */

/** @param {SecretStage} secret @param {Way} way @param {Run} run */
async function run({ stage }, { name, data, triggerUrl }, { table, settings, target, sign }) {
	const credential = await stage.saveCredential(data);
	const parameters = {
		...(target ?? toAgent(agent(1))),
		botSessionId: '={{ $json.session }}',
		callbackUrl: triggerUrl,
		options: {
			requestsPerMinute: 0,
			timeout: TIMEOUT_MS,
			correlationData: { pair: [{ key: 'ticket', value: 'T-1' }] },
			...(sign === false && { signCallback: false }),
		},
	};
	await stage.run(
		workflow(`Send: ${name}`, [start(), ...rows(table), assign(credential, parameters, settings)]),
	);
}

module.exports = { RULES, send };
