import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

import { signCallbackUrl, type AssignTarget } from '../../dist/nodes/shared/callback/token';
import { callbackKeys } from '../../dist/nodes/shared/credential/callbackKeys';
import { Tokens } from './calls/authentications';
import { findIds } from './found';
import type { Asker } from './asker';
import type { Transfer } from './exchange';
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

/** Assigns as the node does, once, and waits for what comes of it. */
export async function assign(seen: Seen, asker: Asker, assignment: Assignment): Promise<Transfer> {
	const { session, target, receiver, waitMs } = assignment;
	const { credential } = seen;
	const callbackUrl = signed(seen, assignment);
	const token = new Tokens(credential).maker();
	if (!token) throw new Error('The credential makes no token');
	const before = receiver?.callbacks.length ?? 0;
	const exchange = await asker.ask({
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
	});
	if (receiver) await pause(waitMs);
	return {
		toQueue: target.assignTo === 'queue',
		session,
		token: new URL(callbackUrl).searchParams.get('token'),
		listenedMs: receiver ? waitMs : null,
		exchange,
		callbacks: receiver?.callbacks.slice(before) ?? [],
	};
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
