import type { Answer, Assignment, RequestEntry } from '../types';

/** A request that was read whole and found valid. */
interface AssignEntry {
	/** Milliseconds since 1970, of its arrival */
	at: number;
	/** Of the answer; null if none was sent */
	status: number | null;
	/** Of the answer */
	fault: string | null;
}

interface AcceptedSession {
	botSessionId: string;
	/** How many requests for it were read whole and valid */
	read: number;
	/** How many of these got a whole answer that refuses for certain */
	refused: number;
	/** All others: what Kore has, or may have, transferred */
	accepted: number;
	/** Each of `read`, in the order of arrival */
	assigns: AssignEntry[];
}

/** A gateway answers 408, as it does 5xx, also for what Kore has taken. */
export function isRefusal({ status, fault }: Pick<AssignEntry, 'status' | 'fault'>) {
	return fault === null && status !== null && status >= 300 && status < 500 && status !== 408;
}

/** The truth about "never sent twice", whatever the sender was answered. */
export function createAccepted() {
	const bySession = new Map<string, { entry: RequestEntry; fault: string | null }[]>();

	return {
		/** @param entry its status is read later: it has none yet */
		add({ botSessionId }: Assignment, entry: RequestEntry, { fault }: Answer) {
			const assigns = bySession.get(botSessionId) ?? [];
			assigns.push({ entry, fault: fault ?? null });
			bySession.set(botSessionId, assigns);
		},
		sessions: (): AcceptedSession[] =>
			[...bySession].map(([botSessionId, found]) => {
				const assigns = found.map(({ entry: { at, status }, fault }) => ({ at, status, fault }));
				const refused = assigns.filter(isRefusal).length;
				const read = assigns.length;
				return { botSessionId, read, refused, accepted: read - refused, assigns };
			}),
		clear() {
			bySession.clear();
		},
	};
}

export type Accepted = ReturnType<typeof createAccepted>;
