import { text } from 'node:stream/consumers';
import axios from 'axios';

import { startSimulator, TOGETHER, type Simulator } from '../kore-simulator';
import type { App, World } from '../kore-simulator/world/types';
import { serve } from '../engine/harness/serve';
import { runCheck } from './harness/runCheck';
import type { Seen } from './seen';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ requestsPerMinute: Infinity });
});
afterEach(async () => await simulator.stop());

/** Words that the report may hold, though an answer holds them, too: of Kore's documentation, or of ours. */
const PUBLIC =
	/^(routing|configuration|smartassist analytics|[hr]s(256|512)|active|available|busy|offline|open|closed|[a-z]{2})$/i;

/** Every text of a value, of whatever depth, and the names that lead to it where they are data. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value === 'number') return [String(value)];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

/** Makes every text that an answer could hold one that stands nowhere else. */
function hideSecrets({ agents, queues, agentGroups, skillGroups, conversations, hours }: World) {
	let count = 0;
	const secret = (prefix: string) => `${prefix}Zeisig${(count += 1)}q`;
	for (const agent of agents) {
		agent.firstName = secret('Vorname');
		agent.lastName = secret('Nachname');
		agent.emailId = `${secret('post')}@${secret('firma')}.example`;
		agent.customId = secret('intern');
		agent.role = secret('Rolle');
		agent.onlineStatus = agent.onlineStatus === 'Away' ? secret('Pause') : agent.onlineStatus;
	}
	for (const one of [...queues, ...agentGroups, ...skillGroups]) one.name = secret('Gruppe ');
	for (const queue of queues) queue.description = secret('Beschreibung ');
	for (const conversation of conversations) {
		conversation.source = secret('kanal');
		conversation.language = secret('sprache');
	}
	hours.timezone = `Europe/${secret('Ort')}`;
}

/** What was sent and received, and what of it no reader of a report may learn. */
function secretsOf({ credential, answers, transfer, refusal }: Seen, { apps, ...world }: World) {
	const answered = [
		...answers.values(),
		...[transfer, refusal].flatMap((one) => one?.exchange ?? []),
	];
	const posted = [transfer, refusal].flatMap((one) => one?.callbacks ?? []);
	const own: App[] = Object.values(apps);
	const all = textsIn([
		world,
		own.map(({ clientId, clientSecret }) => [clientId, clientSecret]),
		{ ...credential },
		credential.host.replace(/^.*:\/\//, ''),
		posted.map(({ token }) => token),
	]);
	const bodies = [...answered, ...posted].map(({ body }) => body);
	const identifying = /Zeisig|^[a-z]{1,2}-[\da-f]|^[\da-f]{24}$|@|:\/\//;
	const received = textsIn(bodies).filter((text) => identifying.test(text));
	const found = [...all, ...received].filter((text) => text.length > 3 && !PUBLIC.test(text));
	return [...new Set(found)].filter((text) => !/^\d{1,2}:\d\d|^\d+$/.test(text));
}

it.each([
	['as documented', []],
	['that differs', TOGETHER],
])('no text of a Kore %s is in the report', async (_mood, differences) => {
	hideSecrets(simulator.world);
	simulator.setDifferences(differences);
	const { seen, report } = await runCheck(simulator);
	const secrets = secretsOf(seen, simulator.world);
	expect(secrets.length).toBeGreaterThan(200);
	expect(secrets.filter((secret) => report.includes(secret))).toEqual([]);
	expect(report).not.toMatch(/Zeisig|127\.0\.0\.1|eyJ/);
});

const SECRET = 'zeisigq';
const NAME = 'Wiebke Zeisigq';

it.each<[string, unknown, Record<string, string>?]>([
	[
		'the message of an error',
		{ errors: [{ msg: `No agent ${NAME} in queue ${SECRET}`, code: 400 }] },
	],
	['the reason of a failure', { status: 'failed', reason: `${NAME} is away`, reasonCode: SECRET }],
	['a message that is a text', `${NAME} is not online`],
	['a web page', `<html><body>${NAME}</body></html>`],
	[
		'the names of fields, each a person',
		{ results: [{ id: SECRET, [SECRET]: { id: 1 }, [NAME]: 2 }] },
	],
	['a dictionary of people', { Wiebke: 1, wiebke_zeisigq: 2, byWiebke: 3 }],
	['a field that is called like somebody', { results: [{ id: 'a-1', name: NAME, wiebke: 3 }] }],
	['a field with a name within its name', { results: [{ id: 'a-1', name: NAME, isWiebke: 3 }] }],
	['words of states', { results: [{ id: 'a-1', status: NAME, type: SECRET }] }],
	['deep within', { a: { b: { c: { d: { e: { f: { g: { h: { i: NAME } } } } } } } } }],
	['numbers', { results: [{ id: 4917012345678, code: 4917012345678, limit: 49170123 }] }],
	[
		'headers',
		{},
		{
			'x-zeisigq': '1',
			server: SECRET,
			'x-wiebke': NAME,
			'x-wiebke-ratelimit-limit': '60',
			via: SECRET,
			'retry-after': NAME,
		},
	],
	['telephone numbers', { errors: [{ msg: 'Agent 217 has (415) 555 123', code: 400 }] }],
	[
		'people who are called like words',
		{ errors: [{ msg: 'Agent Long Can is busy' }], status: 'Min Long', Long: 1, 'Min Page': 2 },
	],
	['a content type', {}, { 'content-type': `application/${SECRET}; charset=${SECRET}` }],
])('nor is %s', async (_where, body, headers = {}) => {
	const content = typeof body === 'string' ? body : JSON.stringify(body);
	const kore = await serve((request, response) => {
		void text(request).then(async (asked) => {
			const [, callbackUrl] = /"callbackUrl":"([^"]+)"/.exec(asked) ?? [];
			if (callbackUrl) await axios.post(callbackUrl, content, { headers, proxy: false });
			response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(content);
		});
	});
	try {
		const { seen, report } = await runCheck({ url: kore.url, world: simulator.world });
		expect(seen.transfer?.callbacks.length).toBe(1);
		expect(report).not.toMatch(/zeisigq|wiebke|49170/i);
		expect(report).not.toMatch(/Agent 217|\(415\)|\b(Long|Can|Min|Page)\b/);
	} finally {
		await kore.stop();
	}
});
