import { useKore } from '../harness/kore';

const kore = useKore();

test('the world', () => {
	const { streamId, accountId, orgId, apps, agents, queues, conversations } = kore.sim.world;
	expect(streamId).toMatch(/^st-/);
	expect(orgId).toMatch(/^o-/);
	expect(accountId).toMatch(/^[0-9a-f]{24}$/);
	expect(Object.values(apps).map(({ algorithm }) => algorithm)).toEqual(
		'HS256 HS512 RS256 RS512 HS256 HS256 HS256'.split(' '),
	);
	expect(agents.every(({ id, userId }) => /^a-/.test(id) && /^u-/.test(userId))).toBe(true);
	expect(queues.every(({ id }) => /^qu-/.test(id))).toBe(true);
	expect(conversations.every(({ id }) => /^c-/.test(id))).toBe(true);
	const statuses = new Set(conversations.map(({ status }) => status));
	expect([...statuses]).toEqual(['OPEN', 'ACTIVE', 'CLOSED']);
});
