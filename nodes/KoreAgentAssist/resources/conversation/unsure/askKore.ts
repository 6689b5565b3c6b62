import { sleep } from 'n8n-workflow';

import { asText, readObject, type Row } from '../../../../shared/kore/answer';
import type { KoreOutcome } from '../../../../shared/kore/client';
import type { Run } from '../../../run/openRun';
import { OPTION_ADVICE } from '../../../run/options.description';
import type { AssignRequest } from '../assign/parameters';
import { judgeConversation, notKnown, type Finding } from './finding';

/** What a request takes to show, at least; nobody knows how long Kore needs. */
const SETTLED_MS = 5000;

const SCOPE = 'SmartAssist Analytics';

/**
 * Looks the conversation of a request up that may have been accepted: one call, and for an agent one more, as Kore shows agents by
 * their user IDs. Sends nothing again. Never rejects.
 */
export async function askKore(
	run: Run,
	request: AssignRequest,
	requestedAt: number,
): Promise<Finding> {
	await sleep(Math.max(0, requestedAt + SETTLED_MS - Date.now()));
	const conversation = await ask(
		run,
		request,
		['conversations', 'sessions', request.botSessionId],
		{
			key: '_id',
			answer: 'a conversation',
			wanted: `a conversation of session ${request.botSessionId}`,
		},
	);
	if (!conversation) return notKnown('The node was stopped before it had asked Kore.');
	if ('failure' in conversation) {
		const { cause, message, description } = conversation.failure;
		return notKnown(
			cause === 'notFound'
				? `${message}. That is no proof: it may not be there yet, and Kore does not document that its session is the Bot Session ID.`
				: `Kore could not be asked: ${message}. ${description}`.trim(),
		);
	}
	const { target } = request;
	const userId = target.assignTo === 'agent' ? await findUserId(run, request) : null;
	return judgeConversation(conversation.result, { target, userId, requestedAt });
}

/** Null if Kore does not say. */
async function findUserId(run: Run, request: AssignRequest): Promise<string | null> {
	const { id } = request.target;
	const agent = await ask(run, request, ['agents', id], {
		key: 'userId',
		answer: 'an agent',
		wanted: `agent ${id}`,
	});
	return agent && 'result' in agent ? asText(agent.result.userId) : null;
}

async function ask(
	{ client }: Run,
	{ streamId, accountId, timeoutMs }: AssignRequest,
	path: string[],
	{ key, answer, wanted }: { key: string; answer: string; wanted: string },
): Promise<KoreOutcome<Row> | undefined> {
	return await client.request(accountId, () => ({
		method: 'GET',
		path: [streamId, ...path],
		timeoutMs,
		call: { ...OPTION_ADVICE, scope: SCOPE, values: "Check 'Bot Session ID'.", answer, wanted },
		read: (body) => readObject(body, key),
	}));
}
