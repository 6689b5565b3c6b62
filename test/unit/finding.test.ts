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
