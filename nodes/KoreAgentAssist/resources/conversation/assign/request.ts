import type { IExecuteFunctions } from 'n8n-workflow';

import { signCallbackUrl, type RequestFacts } from '../../../../shared/callback/token';
import { requestResult, type TransferResult } from '../../../../shared/callback/transferResult';
import type { KoreOutcome } from '../../../../shared/kore/client';
import type { KoreCall } from '../../../../shared/kore/failures/failure';
import type { Run } from '../../../run/openRun';
import { OPTION_ADVICE } from '../../../run/options.description';
import type { AssignRequest } from './parameters';

const ASSIGN: KoreCall = {
	scope: 'Routing',
	values:
		"Check 'Bot Session ID', 'Agent' or 'Queue', and 'Stream ID', 'Organization ID' and 'Account ID' in the credential.",
	...OPTION_ADVICE,
};

/**
 * Kore's "Transfer Conversation to Agent or Queue" (docs/kore-api.md, 1.1), the body exactly as its page shows it, fields in
 * its order. Undefined if the run was stopped before.
 */
export async function assignConversation(
	{ client, context }: Run,
	parameters: AssignRequest,
	requestId: string,
): Promise<KoreOutcome<TransferResult> | undefined> {
	const { target, botSessionId, callback, streamId, orgId, accountId, timeoutMs } = parameters;
	return await client.request(accountId, () => {
		const facts = requestFacts(context, parameters, requestId);
		const { url, keys } = callback;
		return {
			method: 'POST',
			path: [streamId, 'assign-conversation'],
			body: {
				callbackUrl: keys ? signCallbackUrl(url, facts, keys) : url,
				orgId,
				...(target.assignTo === 'agent'
					? { aId: target.id }
					: { transferredType: 'QUEUE', queueId: target.id }),
				botSessionId,
			},
			timeoutMs,
			call: ASSIGN,
			read: (body) => requestResult(facts, body),
		};
	});
}

function requestFacts(
	context: IExecuteFunctions,
	{ target, botSessionId, callback: { wait }, correlation, timeoutMs }: AssignRequest,
	requestId: string,
): RequestFacts {
	const requestedAt = Date.now();
	return {
		requestId,
		botSessionId,
		target,
		requestedAt,
		// None under n8n's MCP trigger.
		executionId: String(context.getExecutionId() ?? ''),
		workflowId: context.getWorkflow().id ?? '',
		correlation,
		...(wait && {
			wait: {
				answeredBy: requestedAt + timeoutMs,
				// The limit counts from Kore's answer, so it cannot pass before.
				until: Math.floor(requestedAt + wait.limitMs),
				...(wait.resumeUrl && { resumeUrl: wait.resumeUrl }),
			},
		}),
	};
}
