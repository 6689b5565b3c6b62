import { asText, isObject, type Row } from '../../../shared/kore/answer';
import { agentList } from '../../../shared/kore/lists';
import type { ReadItem } from '../../run/readOperation';
import { readSimplify } from '../../run/simplify';

/** The last of a row's list that has something in `key`. */
const lastWith = (list: unknown, key: string): Row =>
	rowsOf(list)
		.filter((row) => Boolean(row[key]))
		.at(-1) ?? {};

const rowsOf = (list: unknown): Row[] => (Array.isArray(list) ? list.filter(isObject) : []);

/** Kore documents no order of transfers; where one has no time that can be read, the last of the list. */
function latestTransfer(list: unknown): Row {
	const timeOf = ({ transferredAt }: Row) => Date.parse(asText(transferredAt) ?? '');
	const transfers = rowsOf(list);
	const isDated = !transfers.some((transfer) => Number.isNaN(timeOf(transfer)));
	if (isDated) transfers.sort((one, other) => timeOf(one) - timeOf(other));
	return transfers.at(-1) ?? {};
}

/** Whether a conversation is, or was, in that queue. */
export const isInQueue = ({ queues, participants }: Row, queueId: string): boolean =>
	rowsOf(queues).some(({ id }) => id === queueId) ||
	rowsOf(participants).some((participant) => participant.queueId === queueId);

/** What becomes of a row of Kore's conversations, whichever call it is from. */
export function readConversationRow(item: ReadItem): (row: Row) => Row {
	const agents = agentList(item.optionalOrgId);
	return readSimplify(item, (row) =>
		simplifyConversation(row, (userId) => item.directory.knownAgentId(agents, item, userId)),
	);
}

/** What people need of it; agents are user IDs in it (docs/kore-api.md, 3.1), of which only some are known as agents. */
function simplifyConversation(row: Row, agentIdOf: (userId: string) => string | null): Row {
	const { participants, queues } = row;
	const agent = lastWith(participants, 'agentId');
	const userId = asText(agent.agentId);
	const inQueue = lastWith(participants, 'queueId');
	const queueId = asText(inQueue.queueId) ?? asText(lastWith(queues, 'id').id);
	const sameQueue = rowsOf(queues).filter(({ id }) => asText(id) === queueId);
	const transfer = latestTransfer(row.transferDetails);
	const target = lastWith(transfer.transferredTo, 'id');
	const dispositions = isObject(row.dispositions) ? row.dispositions : {};
	return {
		id: asText(row._id),
		botSessionId: asText(row.botSessionId),
		status: asText(row.status),
		source: asText(row.source),
		conversationType: asText(row.conversationType),
		language: asText(row.language),
		queueId,
		queueName: asText(inQueue.queueName) ?? asText(lastWith(sameQueue, 'name').name),
		agentUserId: userId,
		agentId: userId && agentIdOf(userId),
		agentName: asText(agent.name),
		agentStatus: asText(agent.status),
		startTime: asText(row.startTime),
		acceptedAt: asText(row.acceptedAt),
		endTime: asText(row.endTime),
		waitTime: row.waitTime ?? null,
		transferredAt: asText(transfer.transferredAt),
		transferredToType: asText(target.type),
		transferredToId: asText(target.id),
		transferredToName: asText(target.name),
		transferReason: asText(transfer.systemTransferReason),
		disposition: asText(dispositions.status),
		metaStatus: asText(dispositions.metaStatus),
	};
}
