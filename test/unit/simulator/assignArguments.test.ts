import { setTimeout as pause } from 'node:timers/promises';

import { INVALID_ARGUMENTS, koreError, useKore, type CallOptions } from '../harness/kore';

const kore = useKore();

describe('arguments of assign-conversation', () => {
	const refused: [string, () => unknown, CallOptions, string][] = [
		['broken JSON', () => '{', { headers: { 'content-type': 'application/json' } }, 'JSON object'],
		['an array', () => [kore.agentBody()], {}, 'JSON object'],
		['a form', () => new URLSearchParams(kore.agentBody()), {}, 'content type'],
		['both targets', () => ({ ...kore.queueBody(), ...kore.agentBody() }), {}, 'both'],
		['no target', () => kore.agentBody({ aId: undefined }), {}, 'aId is missing'],
		['an unknown field', () => kore.agentBody({ reason: 'x' }), {}, 'reason'],
		[
			'transferredType AGENT',
			() => kore.agentBody({ transferredType: 'AGENT' }),
			{},
			'transferredType',
		],
		['agentId for aId', () => kore.agentBody({ aId: undefined, agentId: 'a-1' }), {}, 'agentId'],
		['a queue without type', () => kore.queueBody({ transferredType: undefined }), {}, 'missing'],
		['a queue of another type', () => kore.queueBody({ transferredType: 'queue' }), {}, 'queue'],
		[
			'no session',
			() => kore.agentBody({ botSessionId: undefined }),
			{},
			'botSessionId is missing',
		],
		['an empty session', () => kore.agentBody({ botSessionId: ' ' }), {}, 'botSessionId is " "'],
		['a number', () => kore.agentBody({ botSessionId: 5 }), {}, 'botSessionId is 5'],
		['null', () => kore.queueBody({ queueId: null }), {}, 'queueId is null'],
		['another organization', () => kore.agentBody({ orgId: 'o-other' }), {}, 'orgId'],
		['no organization', () => kore.agentBody({ orgId: undefined }), {}, 'orgId'],
		['no callback URL', () => kore.agentBody({ callbackUrl: undefined }), {}, 'callbackUrl'],
		['a relative callback URL', () => kore.agentBody({ callbackUrl: '/hook' }), {}, 'callbackUrl'],
		['an ftp callback URL', () => kore.agentBody({ callbackUrl: 'ftp://x/' }), {}, 'callbackUrl'],
	];

	test.each(refused)('%s is refused', async (_what, body, options, rejection) => {
		const { status, data } = await kore.assign(body(), options);
		expect([status, data]).toEqual([412, INVALID_ARGUMENTS]);
		expect(kore.lastRequest().rejection).toMatch(rejection);
		await pause(40);
		expect(kore.sim.callbacks()).toEqual([]);
	});

	test('parameters in the query are refused', async () => {
		const path = `/assign-conversation?orgId=${kore.sim.world.orgId}`;
		const { status, data } = await kore.call('POST', path, { data: kore.agentBody() });
		expect([status, data]).toEqual([412, INVALID_ARGUMENTS]);
	});

	test('an unknown path is 404, another verb 405', async () => {
		const notFound = koreError('Not Found', 404);
		const notAllowed = koreError('Method Not Allowed', 405);
		for (const path of ['/assign', '/assign-conversation/', '/Assign-Conversation']) {
			const { status, data } = await kore.call('POST', path, { data: kore.agentBody() });
			expect([status, data]).toEqual([404, notFound]);
		}
		const { status, data } = await kore.call('PUT', '/assign-conversation', {
			data: kore.agentBody(),
		});
		expect([status, data]).toEqual([405, notAllowed]);
		expect((await kore.call('GET', '/queues/agents')).status).toBe(405);
	});
});
