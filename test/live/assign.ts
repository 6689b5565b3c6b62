import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { signCallbackUrl, type AssignTarget } from '../../dist/nodes/shared/callback/token';
import { asText, firstObject } from '../../dist/nodes/shared/kore/answer';
import { Accounts } from '../../dist/nodes/shared/kore/accountCalls';
import { RateLimiter } from '../../dist/nodes/shared/kore/rateLimit';
import { callbackKeys } from '../../dist/nodes/shared/credential/callbackKeys';
import { Tokens } from './calls/authentications';
import { findIds } from './found';
import { now, type Callback, type Transfer } from './exchange';
import type { Asker, Question } from './asker';
import type { Receiver } from './receiver';
import type { Seen } from './seen';

export interface Assignment {
	session: string;
	target: AssignTarget;
	callbackUrl: string;
	/** Undefined if callbacks go to a place that is not ours */
	receiver: Receiver | undefined;
	/** How long is listened, from Kore's answer on */
	waitMs: number;
}

/** Has the form of an agent's, and is nobody's; likewise the session. */
export const NO_AGENT = 'a-0000000-0000-4000-8000-000000000000';
export const NO_SESSION = '000000000000000000000000';

const SLICE_MS = 500;

/**
 * Assigns as the node does, but once whatever Kore answers, and waits for what comes of it.
 *
 * @param keep gets the transfer as soon as it was sent; what is heard of it is added
 */
export async function assign(
	seen: Seen,
	asker: Asker,
	assignment: Assignment,
	keep: (transfer: Transfer) => void,
): Promise<void> {
	const { session, target, receiver, waitMs } = assignment;
	const { credential } = seen;
	const callbackUrl = signed(seen, assignment);
	const token = new Tokens(credential).maker();
	if (!token) throw new Error('The credential makes no token');
	const before = receiver?.callbacks.length ?? 0;
	const question: Question = {
		method: 'POST',
		path: ['assign-conversation'],
		body: {
			callbackUrl,
			orgId: findIds(seen).orgId ?? '',
			...(target.assignTo === 'agent'
				? { aId: target.id }
				: { transferredType: 'QUEUE', queueId: target.id }),
			botSessionId: session,
		},
		scope: 'Routing',
		token,
		accountId: credential.accountId,
	};
	const exchange = await asker.ask(question, once());
	const { searchParams, search } = new URL(callbackUrl);
	const transfer: Transfer = {
		toQueue: target.assignTo === 'queue',
		session,
		token: searchParams.get('token'),
		query: search,
		listenedMs: receiver ? 0 : null,
		exchange,
		callbacks: [],
	};
	keep(transfer);
	if (!receiver) return;
	const until = now() + waitMs;
	while (now() < until) {
		await pause(Math.min(SLICE_MS, until - now()));
		transfer.listenedMs = Math.round(waitMs - Math.max(0, until - now()));
		transfer.callbacks = receiver.callbacks
			.slice(before)
			.filter((callback) => isOf(callback, transfer, seen));
	}
}

/** The node sends again what was refused by the limit; a transfer that a person has said yes to once is made once. */
const once = () =>
	new RateLimiter({ requestsPerMinute: 0, maxWaitSeconds: 0, accounts: new Accounts() });

/** An earlier transfer may have callbacks as late as this one's: they bring back that one's token, or its session. */
function isOf(callback: Callback, { token }: Transfer, { transfer: earlier }: Seen): boolean {
	if (!earlier || earlier.token === token) return true;
	if (callback.token !== null && earlier.token !== null) return callback.token !== earlier.token;
	return asText(firstObject(callback.body).sessionId) !== earlier.session;
}

/** As the node signs it, so that its length is what Kore has to take; as it is, if the credential has nothing to sign with. */
function signed({ credential }: Seen, { session, target, callbackUrl }: Assignment): string {
	const keys = callbackKeys(credential);
	if (!keys) return callbackUrl;
	const facts = {
		requestId: randomUUID(),
		botSessionId: session,
		target,
		requestedAt: Date.now(),
		executionId: 'live-check',
		workflowId: 'live-check',
		correlation: {},
	};
	return signCallbackUrl(callbackUrl, facts, keys);
}
