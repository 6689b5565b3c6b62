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
	const queue = lastWith(queues, 'id');
	const transfer = rowsOf(row.transferDetails).at(-1) ?? {};
	const target = lastWith(transfer.transferredTo, 'id');
	const dispositions = isObject(row.dispositions) ? row.dispositions : {};
	return {
		id: asText(row._id),
		botSessionId: asText(row.botSessionId),
		status: asText(row.status),
		source: asText(row.source),
		conversationType: asText(row.conversationType),
		language: asText(row.language),
		queueId: asText(inQueue.queueId) ?? asText(queue.id),
		queueName: asText(inQueue.queueName) ?? asText(queue.name),
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
