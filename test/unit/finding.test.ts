import { judgeConversation } from '../../dist/nodes/KoreAgentAssist/resources/conversation/unsure/finding';

const at = Date.UTC(2026, 10, 24, 12);
const iso = (seconds: number) => new Date(at + seconds * 1000).toISOString();
const transfer = (seconds: number, id: string, name?: string) => ({
	transferredAt: iso(seconds),
	transferredTo: [{ type: 'QUEUE', id, name }],
});
const judge = (transferDetails: unknown, status = 'ACTIVE') =>
	judgeConversation(
		{ _id: 'c-1', status, transferDetails },
		{ target: { assignTo: 'queue', id: 'qu-1' }, userId: null, requestedAt: at },
	);

it.each([
	['to the target, after the request', [transfer(3, 'qu-1')], 'yes'],
	['and one on from there', [transfer(9, 'qu-2'), transfer(3, 'qu-1')], 'yes'],
	['just before the request, as with a clock that is behind', [transfer(-30, 'qu-1')], 'unknown'],
	['to another one', [transfer(3, 'qu-2', 'Billing')], 'unknown'],
	['long before', [transfer(-600, 'qu-1')], 'no'],
	['to nobody that can be read', [{ transferredAt: iso(3), transferredTo: [] }], 'unknown'],
	['that is no object', ['qu-1'], 'unknown'],
	['at a time that cannot be read', [{ ...transfer(3, 'qu-1'), transferredAt: 'soon' }], 'unknown'],
])('a transfer %s', (_, transfers, accepted) => {
	expect(judge(transfers).accepted).toBe(accepted);
});

it('shows the last transfer, and names it', () => {
	expect(judge([transfer(9, 'qu-2', 'Billing')])).toEqual({
		accepted: 'unknown',
		note: `Kore shows a transfer to queue Billing at ${iso(9)}, and none to this queue.`,
		conversationId: 'c-1',
		status: 'ACTIVE',
		transferredAt: iso(9),
		transferredTo: { type: 'QUEUE', id: 'qu-2', name: 'Billing' },
		askedAt: expect.any(String) as string,
	});
});

it('does not say no of a conversation that is over, or of one without a list', () => {
	expect(judge([], 'CLOSED').accepted).toBe('unknown');
	expect(judge(undefined).accepted).toBe('unknown');
	expect(judge([]).accepted).toBe('no');
});

/** Of a transfer to an agent, whom Kore shows as a user. */
const judgeAgent = (userId: string | null, transferDetails: unknown) =>
	judgeConversation(
		{ _id: 'c-1', status: 'ACTIVE', transferDetails },
		{ target: { assignTo: 'agent', id: 'a-1' }, userId, requestedAt: at },
	);
const toUser = (id: string | undefined, rest: object = {}) => ({
	transferredAt: iso(3),
	transferredTo: [{ type: 'AGENT', id, ...rest }],
});

it.each<[string, string | null, object, string, string]>([
	[
		'by the user ID',
		'u-1',
		toUser('u-1'),
		'yes',
		`Kore shows a transfer to this agent at ${iso(3)}.`,
	],
	['by the agent ID', null, toUser('a-1'), 'yes', 'Kore shows a transfer to this agent'],
	[
		'of another one',
		'u-1',
		toUser('u-2'),
		'unknown',
		`Kore shows a transfer to agent u-2 at ${iso(3)}, and none to this agent.`,
	],
	[
		'of somebody who cannot be told from him',
		null,
		toUser('u-2', { name: 'Ada' }),
		'unknown',
		`Kore shows a transfer to agent Ada at ${iso(3)}, and none to this agent, whose user ID is not known.`,
	],
	[
		'to nobody',
		null,
		toUser(undefined, { type: undefined }),
		'unknown',
		'a transfer to somebody at',
	],
	['to one without an ID', null, toUser(undefined), 'unknown', 'a transfer to agent at'],
])('finds an agent %s', (_, userId, transfer, accepted, note) => {
	const found = judgeAgent(userId, [transfer]);
	expect(found.accepted).toBe(accepted);
	expect(found.note).toContain(note);
});

it.each([
	[-300, 'unknown', 'which is before the request: it may be another one'],
	[-300.001, 'no', 'no transfer since the request: likely, not certain, as Kore documents neither'],
	[0, 'yes', 'Kore shows a transfer to this queue at'],
	[-0.001, 'unknown', 'which is before the request'],
])('with a transfer %d seconds after the request', (seconds, accepted, note) => {
	const found = judge([transfer(seconds, 'qu-1')]);
	expect(found.accepted).toBe(accepted);
	expect(found.note).toContain(note);
});

it('takes the last of several transfers to others, whatever their order', () => {
	const { note, transferredTo } = judge([
		transfer(9, 'qu-9'),
		transfer(3, 'qu-2'),
		transfer(6, 'qu-6'),
	]);
	expect(note).toContain('to queue qu-9 at');
	expect(transferredTo?.id).toBe('qu-9');
	// The last of all is shown, also if it was before.
	expect(judge([transfer(-600, 'qu-2')]).transferredTo?.id).toBe('qu-2');
});

it('finds a target among several of one transfer, and leaves out what is none', () => {
	const both = {
		transferredAt: iso(3),
		transferredTo: [null, 'x', { id: 'qu-2' }, { id: 'qu-1' }],
	};
	expect(judge([both]).accepted).toBe('yes');
	expect(judge([{ transferredAt: iso(3), transferredTo: { id: 'qu-1' } }]).accepted).toBe('yes');
});

it('says why it does not know', () => {
	expect(judge('none').note).toBe('Kore shows the conversation, but no list of transfers.');
	expect(judge([{ ...transfer(3, 'qu-1'), transferredAt: null }]).accepted).toBe('unknown');
	for (const status of ['CLOSED', 'TERMINATED']) {
		expect(judge([], status)).toMatchObject({
			accepted: 'unknown',
			note: `Kore shows no transfer since the request; the conversation is ${status}.`,
		});
	}
	const { conversationId, status, transferredAt, transferredTo } = judge([]);
	expect([conversationId, status, transferredAt, transferredTo]).toEqual([
		'c-1',
		'ACTIVE',
		null,
		null,
	]);
	expect(
		judgeConversation(
			{ transferDetails: [] },
			{ target: { assignTo: 'queue', id: 'qu-1' }, userId: null, requestedAt: at },
		).status,
	).toBeNull();
});
