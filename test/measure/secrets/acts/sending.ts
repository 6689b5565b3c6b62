import { toAgent, toQueue } from '../../../engine/harness/setup';
import { assign, rows, start, type Node } from '../../../e2e/stage/nodes';
import { agent, queue, session } from '../../../e2e/stage/people';
import { workflow } from '../../../e2e/stage/workflow';
import type { SecretStage, Way } from '../stage';

const TIMEOUT_MS = 500;
const FAILED = session(2);
const REFUSED = session(101);
const BROKEN = session(102);
const SILENT = session(103);
const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };
const TO_ERROR_OUTPUT = { onError: 'continueErrorOutput' as const };

const REFUSAL = { errors: [{ msg: 'No such session', code: 412 }] };
/** Twice, as Kore may. */
const CALLBACK = { when: 'after' as const, delayMs: 20, times: 2 };

/** What Kore does with the sessions below; it says nothing more about any other one. */
export const RULES = [
	{ botSessionId: session(1), callback: CALLBACK },
	{ botSessionId: FAILED, callback: { ...CALLBACK, outcome: 'reason' } },
	{ botSessionId: REFUSED, answer: { status: 412, body: REFUSAL } },
	{ botSessionId: BROKEN, answer: { fault: 'reset' as const } },
	{ botSessionId: SILENT, answer: { fault: 'hang' as const } },
];

const sessions = (first: number, count: number) =>
	Array.from({ length: count }, (_, index) => ({ session: session(first + index) }));

/** Transfers that succeed and that fail in each way, and what they leave in n8n. */
export async function send(secret: SecretStage, way: Way) {
	await toKore(secret, way);
	await toEcho(secret, way);
	await toNobody(secret, way);
}

/** Accepted, reported as transferred or failed, refused, and without an answer. */
async function toKore(secret: SecretStage, way: Way) {
	const bad = [REFUSED, BROKEN, SILENT].map((one) => ({ session: one }));
	const table = [...sessions(1, 3), ...bad];
	await run(secret, way, { table, settings: TO_ERROR_OUTPUT, target: toQueue(queue(1)) });
	await run(secret, way, { table, settings: RETRY });
	await run(secret, way, { table: sessions(4, 1), settings: {}, sign: false });
}

/** Each echo once on the error output, and the first as the error of the execution. */
async function toEcho(secret: SecretStage, way: Way) {
	const { url: host, rewind } = way.echo;
	const hostile = { ...way, data: { ...way.data, host } };
	const table = sessions(10, way.echo.echoes);
	rewind();
	await run(secret, hostile, { table, settings: TO_ERROR_OUTPUT });
	rewind();
	await run(secret, hostile, { table, settings: RETRY });
}

/** A certificate that is not trusted, and an unknown name. */
async function toNobody(secret: SecretStage, way: Way) {
	for (const host of [secret.untrusted.url, 'kore.invalid']) {
		const lost = { ...way, data: { ...way.data, host } };
		await run(secret, lost, { table: sessions(30, 2), settings: RETRY });
	}
}

interface Run {
	/** An item each */
	table: object[];
	settings: Partial<Node>;
	target?: Record<string, unknown>;
	sign?: boolean;
}

async function run(
	{ stage }: SecretStage,
	{ name, data, triggerUrl }: Way,
	{ table, settings, target, sign }: Run,
) {
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
