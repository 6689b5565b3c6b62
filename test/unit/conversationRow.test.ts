import {
	isInQueue,
	readConversationRow,
} from '../../dist/nodes/KoreAgentAssist/resources/conversation/conversation';
import type { ReadItem } from '../../dist/nodes/KoreAgentAssist/run/readOperation';

it.each([
	['in its list of queues', { queues: [{ id: 'qu-2' }, { id: 'qu-1' }] }, true],
	['as a participant', { participants: [{ agentId: 'u-1' }, { queueId: 'qu-1' }] }, true],
	['in another one', { queues: [{ id: 'qu-2' }], participants: [{ queueId: 'qu-2' }] }, false],
	['in rows that are none', { queues: [null, 'qu-1'], participants: 'qu-1' }, false],
	['without lists', {}, false],
])('a conversation %s', (_, row, expected) => expect(isInQueue(row, 'qu-1')).toBe(expected));

/** As the node does it, where Kore's agents are known by these user IDs. */
const simplify = (row: object, known: Record<string, string> = {}) => {
	const item = {
		parameter: () => true,
		optionalOrgId: '',
		directory: {
			knownAgentId: (_list: unknown, _item: unknown, userId: string) => known[userId] ?? null,
		},
	} as unknown as ReadItem;
	return readConversationRow(item)({ ...row });
};

it('shows the last of each list', () => {
	const row = {
		_id: 'c-1',
		participants: [
			{ queueId: 'qu-1', queueName: 'Billing' },
			{ agentId: 'u-1', name: 'Ada', status: 'LEFT' },
			{ queueId: 'qu-2', queueName: 'VIP' },
			{ agentId: 'u-2', name: 'Bo', status: 'JOINED' },
			{ type: 'bot' },
			null,
		],
		queues: [{ id: 'qu-9', name: 'Old' }],
		transferDetails: [
			{ transferredAt: '0' },
			{ transferredAt: '1' },
			{
				transferredAt: '2',
				systemTransferReason: 'why',
				transferredTo: [
					{ type: 'AGENT', id: 'u-1', name: 'A' },
					{ type: 'QUEUE', id: 'qu-2', name: 'VIP' },
					{},
				],
			},
		],
		dispositions: { status: 'solved', metaStatus: 'meta' },
	};
	expect(simplify(row, { 'u-2': 'a-2' })).toMatchObject({
		id: 'c-1',
		queueId: 'qu-2',
		queueName: 'VIP',
		agentUserId: 'u-2',
		agentId: 'a-2',
		agentName: 'Bo',
		agentStatus: 'JOINED',
		transferredAt: '2',
		transferReason: 'why',
		transferredToType: 'QUEUE',
		transferredToId: 'qu-2',
		transferredToName: 'VIP',
		disposition: 'solved',
		metaStatus: 'meta',
	});
});

it('takes the list of queues where no participant is one, and null for what is missing', () => {
	const row = simplify({
		queues: [
			{ id: 'qu-1', name: 'Old' },
			{ id: 'qu-2', name: 'New' },
		],
		waitTime: 0,
		dispositions: 'x',
	});
	expect(row).toMatchObject({ queueId: 'qu-2', queueName: 'New', waitTime: 0 });
	const { queueId: _id, queueName: _name, waitTime: _time, ...rest } = row;
	expect(new Set(Object.values(rest))).toEqual(new Set([null]));
	expect(Object.keys(rest)).toHaveLength(20);
	expect(simplify({ participants: [{ agentId: 'u-7' }] })).toMatchObject({
		agentUserId: 'u-7',
		agentId: null,
	});
});

it("takes the name of the participant's queue from the list of queues, and of no other queue", () => {
	const participants = [{ queueId: 'qu-1' }];
	const other = { id: 'qu-2', name: 'VIP' };
	const row = { participants, queues: [{ id: 'qu-1', name: 'Billing' }, other] };
	expect(simplify(row)).toMatchObject({ queueId: 'qu-1', queueName: 'Billing' });
	expect(simplify({ participants, queues: [other] })).toMatchObject({
		queueId: 'qu-1',
		queueName: null,
	});
});

it.each([
	['by its time, whatever the order', ['2025-08-23T06:27:13.707Z', '2025-08-23T05:00:00Z'], 0],
	['the last of the list if one has no time', ['2025-08-23T06:27:13.707Z', 'soon'], 1],
])('shows the latest transfer: %s', (_, times, latest) => {
	const transferDetails = times.map((transferredAt, index) => ({
		transferredAt,
		transferredTo: [{ type: 'QUEUE', id: `qu-${index}` }],
	}));
	expect(simplify({ transferDetails })).toMatchObject({
		transferredAt: times[latest],
		transferredToId: `qu-${latest}`,
	});
});
