import axios from 'axios';
import jwt from 'jsonwebtoken';
import type { INodeParameters } from 'n8n-workflow';
import { PING_HEADER, signPing } from '../../dist/nodes/shared/callback/ping';
import { startCallbackHost } from './harness/callbackHost';
import { AGENT } from './harness/ids';
import { runAssign } from './harness/run';
import { keysOf, sentUrl } from './harness/sent';
import { credentialFor, NO_CALLBACK, toAgent, type Credential } from './harness/setup';
import { useSimulator } from './harness/useSimulator';

const { simulator, credential } = useSimulator(NO_CALLBACK);
let trigger: Awaited<ReturnType<typeof startCallbackHost>>;

async function open(parameters?: INodeParameters, own: Partial<Credential> = credential) {
	await trigger?.stop();
	trigger = await startCallbackHost({ parameters, credential: own });
}
beforeEach(async () => await open());
// None has been opened where another file has failed before (test/mutation).
afterAll(async () => await trigger?.stop());

const ping = async (token: string, url = trigger.url) =>
	await axios.post<unknown>(url, '{}', {
		headers: { [PING_HEADER]: token, 'content-type': 'application/json' },
		validateStatus: () => true,
	});

/** A callback URL that Kore has got, and its token. */
async function genuine() {
	const parameters = toAgent(AGENT, { callbackUrl: trigger.url });
	await runAssign({ credential, parameters });
	const url = sentUrl(simulator);
	return { url, token: url.split('token=')[1] };
}

it('is answered, and starts nothing, however often it comes', async () => {
	const token = signPing(keysOf(credential));
	for (let times = 0; times < 3; times++) {
		const { status, data } = await ping(token);
		expect(status).toBe(200);
		expect(data).toEqual({
			kind: 'koreAgentAssistTrigger',
			message: 'Kore AgentAssist Trigger: ping received, no workflow was started',
			verification: 'signed',
			url: 'production',
		});
	}
	expect(trigger.events).toEqual([]);
	expect(trigger.calls.flatMap(({ log }) => log)).toEqual([]);
});

describe('is refused with 401, and starts nothing', () => {
	const soon = () => Math.floor(Date.now() / 1000) + 60;
	const forgeries: Array<[string, () => string | Promise<string>]> = [
		['of another credential', () => signPing(keysOf(credentialFor(simulator, 'hs512')))],
		['that is no token', () => 'x'],
		['that is empty', () => ''],
		['that has expired', () => jwt.sign({ aud: 'ping', exp: 1 }, keysOf(credential).pinging)],
		[
			'for another purpose',
			() => jwt.sign({ aud: 'callback', exp: soon() }, keysOf(credential).pinging),
		],
		['that is unsigned', () => jwt.sign({ aud: 'ping', exp: soon() }, '', { algorithm: 'none' })],
		[
			"signed with the callbacks' key",
			() => jwt.sign({ aud: 'ping', exp: soon() }, keysOf(credential).signing),
		],
		["that is a callback's token", async () => (await genuine()).token],
	];
	it.each(forgeries)('if it is one %s', async (_name, forge) => {
		const { status, data } = await ping(await forge());
		expect(status).toBe(401);
		expect(data).toEqual({ kind: 'koreAgentAssistTrigger', message: 'Unauthorized' });
		expect(trigger.events).toEqual([]);
	});
});

it('is no callback: its token in a callback URL is refused', async () => {
	const url = `${trigger.url}?token=${signPing(keysOf(credential))}`;
	const answer = await axios.post(url, { status: 'transferred' }, { validateStatus: () => true });
	expect(answer.status).toBe(401);
	expect(trigger.events).toEqual([]);
});

it('starts nothing with a genuine callback URL either', async () => {
	const { url } = await genuine();
	expect((await ping(signPing(keysOf(credential)), url)).status).toBe(200);
	expect((await ping('x', url)).status).toBe(401);
	expect(trigger.events).toEqual([]);
});

it('starts nothing where the trigger verifies nothing, which the answer says', async () => {
	await open({ verification: 'none' });
	const { status, data } = await ping('x');
	expect(status).toBe(200);
	expect(data).toMatchObject({ verification: 'none' });
	expect(trigger.events).toEqual([]);
});

it('tells a trigger whose credential gives no key', async () => {
	await open({}, { ...credential, authentication: 'token', token: 'x' });
	const { status, data } = await ping('x');
	expect(status).toBe(500);
	expect(data).toEqual({ kind: 'koreAgentAssistTrigger', message: 'Callbacks cannot be verified' });
});

it('is known at once after the credential was changed, though callbacks are not', async () => {
	const changing: Credential = { ...credential };
	await open({}, changing);
	expect((await ping(signPing(keysOf(changing)))).status).toBe(200);
	changing.callbackSecret = 'a-new-callback-secret-for-tests';
	expect((await ping(signPing(keysOf(changing)))).status).toBe(200);
	// Read anew at most once a second: until then nobody knows whether it is of another credential.
	changing.callbackSecret = 'another-callback-secret-for-tests';
	const { status, data } = await ping(signPing(keysOf(changing)));
	expect(status).toBe(503);
	expect(data).toMatchObject({ kind: 'koreAgentAssistTrigger' });
	const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000);
	expect((await ping(signPing(keysOf(changing)))).status).toBe(200);
	clock.mockRestore();
});

it('is to be repeated if n8n cannot read the credential just now', async () => {
	await open(
		{},
		{
			...credential,
			get clientSecret(): string {
				throw new Error('Connection terminated');
			},
		},
	);
	const { status, data } = await ping(signPing(keysOf(credential)));
	expect([status, data]).toMatchObject([503, { kind: 'koreAgentAssistTrigger' }]);
});
