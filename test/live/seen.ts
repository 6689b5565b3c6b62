import type { KoreCredential } from '../../dist/nodes/shared/credential/credential';
import type { CallName } from './calls';
import type { Exchange, Transfer } from './exchange';

/** Calls made as fast as they are answered, until one was refused. */
export interface LimitProbe {
	/** How many were made, the refused one with them */
	calls: number;
	seconds: number;
	/** Undefined if all were answered */
	refused: Exchange | undefined;
}

/** All that Kore was asked, and what it answered. */
export interface Seen {
	credential: KoreCredential;
	answers: Map<CallName, Exchange>;
	/** 429 that came although the node's own limiter paced the calls */
	limited: Exchange[];
	transfer?: Transfer;
	/** An assign of a session and to an agent that do not exist */
	refusal?: Transfer;
	/** The session of `transfer`, looked up after it */
	sessionAfter?: Exchange;
	probe?: LimitProbe;
}

export const nothingSeen = (credential: KoreCredential): Seen => ({
	credential,
	answers: new Map(),
	limited: [],
});
