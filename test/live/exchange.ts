import type { FailureCause } from '../../dist/nodes/shared/kore/failures/failure';

export type Scope = 'Routing' | 'Configuration' | 'SmartAssist Analytics';

/** A request and what Kore answered. All of it stays in memory: the report takes from it what the masks let pass. */
export interface Exchange {
	/** Milliseconds since 1970, of sending */
	at: number;
	/** Until the whole answer was there */
	ms: number;
	/** Null if no answer came */
	status: number | null;
	headers: Record<string, string>;
	text: string;
	/** The parsed JSON; undefined if it is none */
	body: unknown;
	/** Code of the network's error, if no answer came */
	error: string | null;
	/** How the node's own code reads it; null for a success */
	cause: FailureCause | null;
}

/** A POST to the port that the check listens at. */
export interface Callback {
	at: number;
	method: string;
	/** Of the query; null if it was lost on the way */
	token: string | null;
	/** From the question mark on */
	query: string;
	headers: Record<string, string>;
	text: string;
	body: unknown;
}

/** An assign, and what came of it. */
export interface Transfer {
	toQueue: boolean;
	session: string;
	/** What its callback URL carried */
	token: string | null;
	/** Of its callback URL, from the question mark on */
	query: string;
	/** Whether somebody listened for callbacks here, and for how long */
	listenedMs: number | null;
	exchange: Exchange;
	callbacks: Callback[];
}

/** Milliseconds since 1970, with a fraction: a callback may come in the millisecond of the answer. */
export const now = () => performance.timeOrigin + performance.now();

/** JSON, or undefined if the text is none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** How long after the answer to its assign a callback came; negative if it came before. */
export const afterAnswer = ({ at }: Callback, { exchange }: Transfer) =>
	at - exchange.at - exchange.ms;
