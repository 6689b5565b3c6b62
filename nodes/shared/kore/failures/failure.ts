/** Why a request to Kore did not bring what it was to bring, in words that an automation can branch on. */
export type FailureCause =
	| 'parameter'
	| 'assignedBefore'
	| 'scope'
	| 'credentials'
	| 'refused'
	| 'notFound'
	| 'rateLimit'
	| 'server'
	| 'notKore'
	| 'timeout'
	| 'network'
	| 'certificate'
	| 'cancelled';

/** What happened (`message`) and how to mend it (`description`), in Kore's terms, without secrets. */
export interface Failure {
	cause: FailureCause;
	message: string;
	description: string;
	httpCode: string | null;
	/** True if Kore may have done what was asked, so that sending it again may do it twice. What to do then, the operation says. */
	maybeAccepted: boolean;
	/** What Kore sent, if anything. */
	response: unknown;
}

/** What a call is, as far as the messages about its failures depend on it: each call speaks of itself. */
export interface KoreCall {
	/** The API scope that it needs. */
	scope: string;
	/** What to check if Kore does not take its values. */
	values: string;
	/** What to do if the account's calls of this minute are used up. */
	rateLimit: string;
	/** What to do if Kore takes too long. */
	timeout: string;
	/** What Kore answers with, e.g. `a list`; undefined if any answer will do. */
	answer?: string;
	/** What is asked for by its ID, e.g. `queue qu-1`; undefined if nothing is. */
	wanted?: string;
}

/** A row of a table of failures: the first whose `when` holds is meant. Texts may have `{placeholders}`. */
export interface Rule<Facts> extends Pick<Failure, 'cause' | 'message' | 'description'> {
	when: (facts: Facts) => boolean;
}

/** A text with the values in place of its `{placeholders}`; those are not looked at again. */
export const fill = (text: string, values: Record<string, string>): string =>
	text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
