import { setTimeout as pause } from 'node:timers/promises';

import { INVALID_ARGUMENTS, koreError, useKore } from '../harness/kore';
import type { AppName } from '../../kore-simulator/types';

const WRONG_SCOPE = koreError('Permission denied. Scope is incorrect!', 4002);
const RATE_LIMITED = koreError(
	"You've exceeded the per-minute rate limit. Please wait for sometime before retrying.",
	429,
);

const kore = useKore();

describe('admission', () => {
	const lacking: [AppName, string, string][] = [
		['configurationOnly', 'POST', '/assign-conversation'],
		['routingOnly', 'GET', '/queues'],
		['routingOnly', 'GET', '/agent-groups'],
		['configurationOnly', 'GET', '/skill-groups'],
		['configurationOnly', 'GET', '/conversations'],
	];

	test.each(lacking)('the app %s may not %s %s', async (name, method, path) => {
		const { status, data } = await kore.call(method, path, { auth: kore.sign(name) });
		expect([status, data]).toEqual([401, WRONG_SCOPE]);
	});

	test('an app with Routing only may assign', async () => {
		expect((await kore.assign(kore.agentBody(), { auth: kore.sign('routingOnly') })).status).toBe(
			200,
		);
	});

	test.each([undefined, 'other'])('the header accountid %s is refused', async (accountid) => {
		const { status, data } = await kore.assign(kore.agentBody(), { headers: { accountid } });
		expect([status, data]).toEqual([412, INVALID_ARGUMENTS]);
		expect(kore.lastRequest().rejection).toMatch('accountid');
	});

	test('over the limit every call is refused until the window ends', async () => {
		await kore.restart({ requestsPerMinute: 2, rateLimitWindowMs: 1000 });
		expect((await kore.assign()).status).toBe(200);
		expect((await kore.call('GET', '/queues')).status).toBe(200);
		const { status, data, headers } = await kore.assign();
		expect([status, data]).toEqual([429, RATE_LIMITED]);
		expect(headers).not.toHaveProperty('retry-after');
		await pause(1010);
		expect((await kore.assign()).status).toBe(200);
	});

	test('calls without a good token do not use up the limit, refused ones do', async () => {
		await kore.restart({ requestsPerMinute: 2, retryAfter: true });
		await kore.assign(kore.agentBody(), { auth: 'x' });
		await kore.assign(kore.agentBody(), { auth: 'x' });
		expect((await kore.assign(kore.agentBody(), { headers: { accountid: 'x' } })).status).toBe(412);
		expect(
			(await kore.assign(kore.agentBody(), { auth: kore.sign('configurationOnly') })).status,
		).toBe(401);
		const { status, headers } = await kore.assign();
		expect([status, headers['retry-after']]).toEqual([429, '60']);
	});
});
