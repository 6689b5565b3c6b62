import type { INodeParameters } from 'n8n-workflow';
import { checkTriggerUrl } from '../../dist/nodes/shared/credentialTest/checkTriggerUrl';
import { readCredential } from '../../dist/nodes/shared/credential/credential';
import { additionalData } from './harness/additionalData';
import { startCallbackHost } from './harness/callbackHost';
import { CredentialTestContext } from './harness/n8n';
import { credentialFor, type Credential } from './harness/setup';
import { testCredential, testWithPage } from './harness/testCredential';
import { useSimulator } from './harness/useSimulator';

// What the test of a credential says of its Trigger URL. The ping itself: ping.test.ts; other pages there: triggerUrlPages.test.ts.

const { simulator, credential } = useSimulator();

const KORE_OK = 'Kore accepted the credential.';

const test = async (change: Partial<Credential>) =>
	await testCredential({ ...credential, ...change });

async function withTrigger(
	parameters: INodeParameters,
	own: Credential,
	change: Partial<Credential> = {},
) {
	const trigger = await startCallbackHost({ parameters, credential: own });
	try {
		const verdict = await test({ triggerUrl: trigger.url, ...change });
		return { ...verdict, pings: trigger.calls.length, events: trigger.events };
	} finally {
		await trigger.stop();
	}
}

it('passes if the trigger answers, does not say that Kore reaches it, and starts nothing', async () => {
	const { status, message, pings, events } = await withTrigger({}, credential);
	expect(status).toBe('OK');
	expect(message).toMatch(
		new RegExp(`^${KORE_OK}.*answered this n8n; whether Kore reaches it shows`),
	);
	expect(pings).toBe(1);
	expect(events).toEqual([]);
	expect(simulator.requests().map(({ method }) => method)).toEqual(['GET', 'GET']);
});

it('posts nothing while Kore does not accept the credential', async () => {
	const { message, pings } = await withTrigger({}, credential, { clientSecret: 'wrong' });
	expect(message).toMatch(/^Kore did not accept the credential/);
	expect(pings).toBe(0);
});

it('tells a trigger with another credential', async () => {
	const { status, message } = await withTrigger({}, credentialFor(simulator, 'hs512'));
	expect(status).toBe('Error');
	expect(message).toMatch(/^The trigger at 'Trigger URL' has another credential \(401\)/);
	expect(message).toContain(KORE_OK);
});

it('tells a trigger that verifies nothing, and so resumes no node that waits', async () => {
	const { status, message, events } = await withTrigger({ verification: 'none' }, credential);
	expect(status).toBe('Error');
	expect(message).toMatch(/'Verification' set to 'None'.*a node that waits .* is not resumed/);
	expect(events).toEqual([]);
});

it('tells a trigger that has no key', async () => {
	const { status, message } = await withTrigger({}, { ...credential, clientSecret: '' });
	expect(status).toBe('Error');
	expect(message).toMatch(/^The trigger at 'Trigger URL' cannot verify results/);
});

it('does not try it where nothing can be signed, and says so', async () => {
	const own = {
		...credential,
		authentication: 'token' as const,
		token: String(await pastedToken()),
	};
	const { status, message, pings } = await withTrigger({}, credential, own);
	expect(status).toBe('OK');
	expect(message).toMatch(/'Trigger URL' was not tried: .*'Callback Secret'/);
	expect(pings).toBe(0);
});

/** As Kore was sent it. */
async function pastedToken() {
	await test({ includeJti: false });
	const [{ headers }] = simulator.requests();
	simulator.reset();
	return headers.auth;
}

describe('without a post', () => {
	it('tells a Test URL', async () => {
		const path = '/webhook-test/0c3b/webhook';
		const { status, message, posts } = await testWithPage(
			credential,
			(_, response) => response.end(),
			path,
		);
		expect(status).toBe('Error');
		expect(message).toMatch(/^'Trigger URL' is a Test URL.*Paste the trigger's Production URL/);
		expect(posts).toBe(0);
	});

	it.each([
		['webhook/x', /^'Trigger URL' is not a web address/],
		['ftp://n8n.example.com/webhook', /^'Trigger URL' is not a web address/],
		['https://n8n.example.com/webhook?token=x', /^'Trigger URL' has a query parameter 'token'/],
	])('tells that %s is no Trigger URL', async (triggerUrl, expected) => {
		const { status, message } = await test({ triggerUrl });
		expect(status).toBe('Error');
		expect(message).toMatch(expected);
	});

	it.each([
		['https://platform.kore.ai', 'Error'],
		['http://localhost:9', 'OK'],
	])('tells localhost if Kore is at %s: %s', async (host, expected) => {
		const own = readCredential({ ...credential, host, triggerUrl: 'http://localhost:1/webhook/x' });
		const context = new CredentialTestContext(additionalData(credential));
		const { status, message } = await checkTriggerUrl(context, own);
		expect(status).toBe(expected);
		expect(/\(localhost\)/.test(message)).toBe(expected === 'Error');
	});
});
