import { createHash } from 'node:crypto';

import { isErrorBody, parseAnswer } from '../kore/answer';
import { readTransfer, type KoreTransfer } from './koreTransfer';
import type { RequestFacts } from './token';

type Outcome = 'accepted' | 'transferred' | 'failed' | 'timedOut';

/** One shape for the action's output and the trigger's event, so that a workflow built on one fits the other. */
export interface TransferResult {
	outcome: Outcome;
	/** Kore's own word. */
	status: string | null;
	/** Kore's message where it sends one. */
	reason: string | null;
	/** As asked for; in an unsigned callback Kore's session ID. */
	botSessionId: string | null;
	/** As Kore says; its own sample shows one that differs from the bot session ID. */
	sessionId: string | null;
	assignTo: 'agent' | 'queue' | null;
	agentId: string | null;
	queueId: string | null;
	/** Ours, one for every request. */
	requestId: string | null;
	/** ISO 8601. */
	requestedAt: string | null;
	/** ISO 8601, from Kore's `requestCompletedAt`. */
	completedAt: string | null;
	correlation: Record<string, string>;
	/** The same for a repeated callback, for n8n's Remove Duplicates node. Null where a repeat cannot be told from news. */
	eventId: string | null;
	/** Trigger only: whether the execution that waits for it was resumed; null if none waits, or nobody can know yet. */
	resumed: boolean | null;
	/** What Kore sent. */
	response: unknown;
}

/** Words that mean in an answer that the transfer has failed. */
const FAILED = ['failed', 'failure', 'error', 'rejected'];

/**
 * The result of Kore's 2xx answer to the request itself; undefined if Kore reports an error in it. A word that is not known is
 * no failure here: the callback decides, and a wrong `failed` would make a workflow assign the conversation twice.
 */
export function requestResult(facts: RequestFacts, answer: unknown): TransferResult | undefined {
	const kore = readTransfer(answer);
	const hasFailed = FAILED.includes(kore.status?.toLowerCase() ?? '');
	if (!hasFailed && isErrorBody(answer)) return undefined;
	const outcome = hasFailed || isTransferred(kore.status) ? finalOutcome(kore.status) : 'accepted';
	return { ...combine(outcome, kore, facts), response: answer };
}

/**
 * The event of a callback, whose body is `text`. `facts` come from its verified token; without them (unsigned) Kore's
 * body has to do.
 */
export function callbackResult(
	facts: RequestFacts | undefined,
	text: string,
	contentType = '',
): TransferResult {
	const answer = parseAnswer(text, contentType);
	const kore = readTransfer(answer);
	return {
		...combine(finalOutcome(kore.status), kore, facts),
		eventId: eventId(facts, kore, text),
		response: answer,
	};
}

const isTransferred = (status: string | null) => status?.toLowerCase() === 'transferred';

const finalOutcome = (status: string | null): Outcome =>
	isTransferred(status) ? 'transferred' : 'failed';

function combine(
	outcome: Outcome,
	kore: KoreTransfer,
	facts: RequestFacts | undefined,
): Omit<TransferResult, 'response'> {
	const asked = facts?.target;
	return {
		outcome,
		status: kore.status,
		reason: kore.reason,
		botSessionId: facts?.botSessionId ?? kore.sessionId,
		sessionId: kore.sessionId,
		assignTo: asked?.assignTo ?? (kore.queueId ? 'queue' : kore.agentId ? 'agent' : null),
		agentId: asked?.assignTo === 'agent' ? asked.id : kore.agentId,
		queueId: asked?.assignTo === 'queue' ? asked.id : kore.queueId,
		requestId: facts?.requestId ?? null,
		requestedAt: facts ? new Date(facts.requestedAt).toISOString() : null,
		completedAt: kore.completedAt,
		correlation: facts?.correlation ?? {},
		eventId: null,
		resumed: null,
	};
}

function eventId(facts: RequestFacts | undefined, kore: KoreTransfer, text: string): string | null {
	// Two unsigned callbacks with the same body may be two events, unless the body says when and for which session.
	const identified = facts?.requestId ?? (kore.sessionId && kore.completedAt);
	if (!identified) return null;
	return createHash('sha256')
		.update(`${facts?.requestId ?? ''}\n${text}`)
		.digest('hex')
		.slice(0, 32);
}
