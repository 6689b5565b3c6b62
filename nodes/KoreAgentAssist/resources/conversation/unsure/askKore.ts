import { sleep } from 'n8n-workflow';

import { asText, readObjects, type Row } from '../../../../shared/kore/answer';
import type { KoreOutcome } from '../../../../shared/kore/client';
import type { Run } from '../../../run/openRun';
import { OPTION_ADVICE } from '../../../run/options.description';
import type { AssignRequest } from '../assign/parameters';
import { judgeConversation, notKnown, type Finding } from './finding';

/** What a request takes to show, at least; nobody knows how long Kore needs. */
const SETTLED_MS = 5000;

/** So that a stopped execution ends within this time. */
const SLICE_MS = 250;

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
	const { target, botSessionId } = request;
	let left = requestedAt + SETTLED_MS - Date.now();
	for (; left > 0 && !run.signal?.aborted; left -= SLICE_MS) await sleep(Math.min(left, SLICE_MS));
	const conversations = await ask(run, request, ['conversations', 'sessions', botSessionId], {
		key: '_id',
		answer: 'a conversation',
		wanted: `a conversation of session ${botSessionId}`,
	});
	if (!conversations) return notKnown('The node was stopped before it had asked Kore.');
	if ('failure' in conversations) {
		const { cause, message, description } = conversations.failure;
		return notKnown(
			cause === 'notFound'
				? `${message}, which is no proof: it may not be there yet, and Kore does not document that its session is the Bot Session ID.`
				: `Kore could not be asked: ${message}. ${description}`.trim(),
		);
	}
	const userId = target.assignTo === 'agent' ? await findUserId(run, request) : null;
	const findings = conversations.result.map((row) =>
		judgeConversation(row, { target, userId, requestedAt }),
	);
	const [finding] = [...findings.filter(({ accepted }) => accepted === 'yes'), ...findings];
	if (findings.length === 1 || finding.accepted === 'yes') return finding;
	return notKnown(`Kore shows ${findings.length} conversations of this session.`);
}

/** Null if Kore does not say. */
async function findUserId(run: Run, request: AssignRequest): Promise<string | null> {
	const { id } = request.target;
	const agent = await ask(run, request, ['agents', id], {
		key: 'userId',
		answer: 'an agent',
		wanted: `agent ${id}`,
	});
	return agent && 'result' in agent ? asText(agent.result[0].userId) : null;
}

/** Kore's objects that have something in `key`, at least one. */
async function ask(
	{ lastingClient }: Run,
	{ streamId, accountId, timeoutMs }: AssignRequest,
	path: string[],
	{ key, answer, wanted }: { key: string; answer: string; wanted: string },
): Promise<KoreOutcome<Row[]> | undefined> {
	return await lastingClient.request(accountId, () => ({
		method: 'GET',
		path: [streamId, ...path],
		timeoutMs,
		call: { ...OPTION_ADVICE, scope: SCOPE, values: "Check 'Bot Session ID'.", answer, wanted },
		read: (body) => readObjects(body, key),
	}));
}
