import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { takenAt, wentOnWith } from '../shared/callback/resuming';
import { ExpiringMap } from '../shared/expiringMap';
import { redactTokens } from '../shared/redact';
import { ownAddress } from './ownAddress';
import type { Relay } from './relay';
import { postToExecution, type Attempt } from './postToExecution';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

/** How long n8n may take to save an execution as waiting after Kore has answered its request. */
const SAVING_MS = 30_000;
/** How long to repeat where the execution should be waiting by now: it runs, so something else has resumed it. */
const CERTAINTY_MS = 3000;
/** So that nobody's token keeps an execution for ever. */
const LONGEST_MS = 10 * 60_000;
/** How long n8n's own address may be out of reach. */
const UNREACHABLE_MS = 90_000;

/**
 * Resumes the execution that waits for a callback by handing the callback on to its resume URL, with growing pauses until
 * n8n takes it: n8n answers 409 as long as the execution is not saved as waiting, and also while it runs after it was
 * resumed. Resolves to whether the execution was resumed by a callback of this request, this one or one before; null if it had the
 * result without one, or if the waiting node has taken it, and n8n may still go on with it: as it does with a limit of concurrent executions, when there
 * is a place. Never rejects.
 */
export async function resumeExecution(
	context: IExecuteFunctions,
	relay: Relay,
): Promise<boolean | null> {
	// The address has n8n's signature in it, which other credentials' tokens do not have.
	const request = `${relay.requestId} ${relay.resumeUrl}`;
	// A first loop that came to nothing may have been stopped.
	if (await recent.get(request)) return true;
	const resuming = repeat(context, relay);
	recent.set(request, resuming);
	const resumed = await resuming;
	if (!resumed) recent.delete(request);
	return resumed;
}

/** A callback that is repeated while, or just after, the first one resumes: one loop for a request in a process of n8n. */
const RECENT_MS = 10 * 60_000;

const recent = new ExpiringMap<Promise<boolean | null>>(RECENT_MS);

async function repeat(context: IExecuteFunctions, relay: Relay): Promise<boolean | null> {
	const url = ownAddress(context, relay);
	if (!url) return giveUp(context, relay, 'it is not an address of this n8n');
	const start = Date.now();
	const saved = Math.min(relay.answeredBy + SAVING_MS, start + LONGEST_MS);
	const waitingBy = Math.max(saved, start + CERTAINTY_MS);
	let firstUnanswered = Infinity;
	let unreachableSince = Infinity;
	let isAskedAgain = false;
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
		const wentOn = wentOnWith(relay.requestId);
		if (wentOn) return wentOn === 'result' ? null : false;
		const began = performance.now();
		const { outcome, description } = await postToExecution(context, url, relay);
		const isUnanswered = outcome === 'unanswered';
		if (isUnanswered) firstUnanswered = Math.min(firstUnanswered, began);
		// A post without an answer may have been taken all the same; one that n8n answered with an error was not.
		const isTaken = takenAt(relay.requestId) >= firstUnanswered;
		const resumed = conclude(outcome, { isTaken, isAskedAgain, waitingBy, until: relay.until });
		if (resumed !== 'repeat') return resumed;
		isAskedAgain = isTaken && isUnanswered;
		if (isAskedAgain) continue;
		const isUnreachable = outcome === 'unreachable' || isUnanswered;
		if (!isUnreachable) unreachableSince = Infinity;
		else if (unreachableSince === Infinity) unreachableSince = Date.now();
		const isInVain = Date.now() > unreachableSince + UNREACHABLE_MS;
		if (outcome === 'blocked' || isInVain) return giveUp(context, relay, description);
		await sleep(pause);
		if (context.getExecutionCancelSignal()?.aborted)
			return giveUp(context, relay, 'it was stopped');
	}
}

interface Course {
	/** Whether the waiting node has taken a post of this loop that has got no answer. */
	isTaken: boolean;
	/** Whether n8n was asked after that. */
	isAskedAgain: boolean;
	/** When the execution should be waiting, in milliseconds since 1970. */
	waitingBy: number;
	until: number;
}

/** Whether the execution was resumed; null if nobody can know that yet. */
function conclude(
	outcome: Attempt['outcome'],
	{ isTaken, isAskedAgain, waitingBy, until }: Course,
): boolean | null | 'repeat' {
	if (outcome === 'resumed') return true;
	if (outcome === 'failed') return false;
	if (isTaken && outcome === 'notWaiting') return true;
	// This execution may hold the place that n8n waits for; but n8n may only have been slow, so it is asked once more.
	if (isTaken && (outcome === 'begun' || (outcome === 'unanswered' && isAskedAgain))) return null;
	const isRefused = outcome === 'notWaiting' || outcome === 'begun';
	const isOver = outcome === 'passed' || (isRefused && Date.now() > waitingBy);
	// Before its limit only a callback ends a wait.
	return isOver ? Date.now() < until : 'repeat';
}

function giveUp(context: IExecuteFunctions, { executionId }: Relay, why: string): false {
	context.logger.warn(
		`${context.getNode().name} could not resume execution ${executionId}, which waits for a transfer result: ${redactTokens(why)}. Check that n8n can reach its own WEBHOOK_URL from inside, and that all its processes have the same. The result is in the trigger's own execution; the other one goes on when its limit is over.`,
	);
	return false;
}
