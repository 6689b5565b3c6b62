import { asText, isObject, readRows, type Row } from '../../dist/nodes/shared/kore/answer';
import type { Seen } from './seen';

/** IDs that later calls need, from the answers to earlier ones. None of them gets into the report. */
export interface Found {
	orgId?: string;
	queueId?: string;
	agentId?: string;
	customId?: string;
	conversationId?: string;
	sessionId?: string;
}

/** Reads them with the names of the documentation. */
export function findIds({ answers, credential }: Seen): Found {
	const queue = firstRow(answers.get('queues')?.body);
	const agent = firstRow(answers.get('agents')?.body);
	const conversation = firstRow(answers.get('conversations')?.body);
	const text = (value: unknown) => asText(value) ?? undefined;
	return {
		orgId: text(credential.orgId) ?? text(queue.orgId),
		queueId: text(queue.id),
		agentId: text(agent.id),
		customId: text(firstCustomId(answers.get('availability')?.body)),
		conversationId: text(conversation._id),
		sessionId: text(conversation.botSessionId),
	};
}

export const rowsOf = (body: unknown): Row[] => readRows(body) ?? [];

const firstRow = (body: unknown): Row => rowsOf(body)[0] ?? {};

/** Lists of agents show none, availability does. */
function firstCustomId(body: unknown): unknown {
	if (!isObject(body)) return undefined;
	const rows = Object.values(body).flat().filter(isObject);
	return rows.map(({ customId }) => customId).find((customId) => asText(customId) !== null);
}
