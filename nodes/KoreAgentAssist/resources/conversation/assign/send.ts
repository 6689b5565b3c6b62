import { randomUUID } from 'node:crypto';

import { goOnWithout } from '../../../../shared/callback/resuming';
import type { TransferResult } from '../../../../shared/callback/transferResult';
import type { Failure } from '../../../../shared/kore/failures/failure';
import {
	failedItem,
	invalidItem,
	unexpectedFailure,
	type FailedItem,
} from '../../../run/failedItem';
import type { Outcome } from '../../../run/inOrder';
import type { Run } from '../../../run/openRun';
import { isTool } from '../../../run/tool';
import { askKore } from '../unsure/askKore';
import type { Finding } from '../unsure/finding';
import type { EarlierTries, Sent, Settled } from './earlierTries';
import type { AssignRequest } from './parameters';
import { assignConversation } from './request';

/** Said wherever a transfer may have been accepted though no answer says so. */
const LOOK_BEFORE_SENDING_AGAIN =
	'Kore may have accepted the transfer nevertheless: look at the conversation in Kore before you send it again.';

/** What an earlier try of the same run has sent; undefined if it has not. */
export function findEarlier(
	run: Run,
	tries: EarlierTries,
	request: AssignRequest,
	index: number,
): Outcome<TransferResult> {
	const earlier = tries.find(request);
	return earlier && toOutcome(run, request, index, earlier);
}

/** Sends one item. Undefined if the run was stopped before. */
export async function sendItem(
	run: Run,
	tries: EarlierTries,
	request: AssignRequest,
	index: number,
): Promise<Outcome<TransferResult>> {
	const settled = await tries.settle(request, async () => await sendSafely(run, request));
	if (settled && request.callback.wait) noteIfNotAwaited(settled);
	return settled && toOutcome(run, request, index, settled);
}

/** So that the trigger knows what n8n cannot tell it: whether the execution has come to wait. */
function noteIfNotAwaited(settled: Settled): void {
	const { requestId } = settled.sent;
	if (requestId === null) return;
	if ('failure' in settled) goOnWithout(requestId, 'nothing');
	else if (settled.result.outcome !== 'accepted') goOnWithout(requestId, 'result');
}

/** Never rejects: the other items that are on their way are to be awaited, and what was sent to be remembered. */
async function sendSafely(run: Run, request: AssignRequest): Promise<Settled | undefined> {
	const { botSessionId, target } = request;
	const requestId = randomUUID();
	const sent: Sent = { requestId, botSessionId, target };
	try {
		const outcome = await assignConversation(run, request, requestId);
		return outcome && { sent, ...outcome };
	} catch (error) {
		return { sent, failure: unexpectedFailure(error) };
	}
}

/** Asks Kore about an item that may have been accepted, if the item says so and no earlier try has. */
export async function lookIntoItem(
	run: Run,
	tries: EarlierTries,
	failed: FailedItem,
	request: AssignRequest,
	index: number,
): Promise<FailedItem> {
	const settled = tries.find(request);
	if (!request.asksKore || !settled || !('failure' in settled)) return failed;
	const { sent, sentAt, failure, kore } = settled;
	// Whoever has stopped the execution waits for nothing more; and a tool was told of another target.
	const isStopped = failure.cause === 'cancelled' || run.signal?.aborted;
	if (kore || sentAt === undefined || isStopped || sent.target.id !== request.target.id) {
		return failed;
	}
	// Where `tries` keeps it, so that the next try need not ask.
	settled.kore = await askKore(run, request, sentAt);
	return toFailedItem(run, index, settled);
}

function toOutcome(
	run: Run,
	{ target }: AssignRequest,
	index: number,
	settled: Settled,
): TransferResult | FailedItem {
	const { sent } = settled;
	if (isTool(run.context) && sent.target.id !== target.id) {
		return invalidItem(run.context, index, assignedOtherwise(sent), 'assignedBefore');
	}
	if ('result' in settled) return settled.result;
	return toFailedItem(run, index, settled);
}

function toFailedItem(
	{ context }: Run,
	index: number,
	{ sent, failure, kore }: Extract<Settled, { failure: Failure }>,
): FailedItem {
	const facts = { ...describeSent(sent), ...(kore && { kore: { ...kore } }) };
	return failedItem(context, index, cautious(failure, kore), facts);
}

/** A model that calls the tool again for another target must not take the first answer for an answer to this. */
const assignedOtherwise = ({ botSessionId, target }: Sent) => ({
	message: `Conversation ${botSessionId} was sent to ${target.assignTo} ${target.id} before, in this execution`,
	description:
		'A tool assigns each conversation once. Nothing was sent now: Kore has accepted the first request, or may have.',
});

function cautious(failure: Failure, kore: Finding | undefined): Failure {
	if (!failure.maybeAccepted) return failure;
	// What the failure advises ends in another try, or concerns the request alone: Kore's own word is better.
	const isKnown = kore !== undefined && kore.accepted !== 'no';
	const description = [adviceOn(kore), isKnown ? '' : failure.description].join(' ').trim();
	return { ...failure, description };
}

function adviceOn(kore: Finding | undefined): string {
	switch (kore?.accepted) {
		case 'yes':
			return `Kore has accepted the transfer nevertheless, so do not send it again. ${kore.note}`;
		case 'no':
			return `Kore has probably not accepted the transfer. ${kore.note}`;
		default:
			return [LOOK_BEFORE_SENDING_AGAIN, kore?.note].filter(Boolean).join(' ');
	}
}

/** For the output of a failed item. */
export const describeSent = ({ requestId, botSessionId, target: { assignTo, id } }: Sent) => ({
	botSessionId,
	assignTo,
	agentId: (assignTo === 'agent' && id) || null,
	queueId: (assignTo === 'queue' && id) || null,
	requestId,
});
