import type { Posted } from './harness/alteredKore';
import { useAlteredKore } from './harness/useAlteredKore';

const checkAltered = useAlteredKore();

const transferred = (session: string, aId: string) => ({
	sessionId: session,
	agentId: aId,
	status: 'transferred',
	requestCompletedAt: Date.now(),
});

const NOBODY = /^0+$/;

it.each<[string, string[], (callback: Posted, isRefused: boolean) => Posted[]]>([
	[
		'microseconds',
		['A41'],
		(one) => [{ body: { ...one.body, requestCompletedAt: Date.now() * 1000 } }],
	],
	['one more parameter', ['A45'], (one) => [{ ...one, query: '&kore=1' }]],
	['a key in a header', ['A47'], (one) => [{ ...one, headers: { 'x-kore-key': 'abc' } }]],
	[
		'a success of what cannot work',
		['A49'],
		(one, isRefused) =>
			isRefused
				? [{ body: { ...one.body, status: 'queued', message: 'Request accepted' } }]
				: [one],
	],
])('a callback with %s is not as documented', async (_name, ids, alter) => {
	const { differs, notSeen } = await checkAltered({
		callbacks: ({ botSessionId, aId }) =>
			alter({ body: transferred(botSessionId, aId) }, NOBODY.test(botSessionId)),
	});
	expect([...differs, ...notSeen]).toEqual(expect.arrayContaining(ids));
});

it.each<[string, string, (callback: Posted) => Posted[]]>([
	['a transfer that failed', 'A42', (one) => [{ body: { ...one.body, status: 'failed' } }]],
	['no callback, as through a broken tunnel', 'A43', () => []],
])('%s says nothing', async (_name, id, alter) => {
	const { notSeen } = await checkAltered({
		callbacks: ({ botSessionId, aId }) => alter({ body: transferred(botSessionId, aId) }),
	});
	expect(notSeen).toContain(id);
});

it('a late callback of the first assign is not taken for one of the second', async () => {
	const { seen, differs } = await checkAltered(
		{
			callbacks: ({ botSessionId, aId }) =>
				NOBODY.test(botSessionId)
					? []
					: [
							{ body: transferred(botSessionId, aId) },
							{ body: { status: 'failed', reason: 'Too late' }, afterMs: 700 },
						],
		},
		{ wait: 0.5 },
	);
	expect(seen.refusal?.callbacks).toEqual([]);
	expect(differs).toContain('A49');
});

it('an assign that the limit refuses is not sent again', async () => {
	const { assigned, seen } = await checkAltered({ callbacks: () => [], assignStatus: 429 });
	expect(seen.transfer?.exchange.status).toBe(429);
	expect(assigned).toHaveLength(2);
	expect(new Set(assigned).size).toBe(2);
});
