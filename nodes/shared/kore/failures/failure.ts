/** Why a request to Kore brought no transfer, in words that an automation can branch on. */
export type FailureCause =
	| 'parameter'
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
	/** True if the request may have reached Kore and been accepted, so that sending it again may do it twice. */
	maybeAccepted: boolean;
	/** What Kore sent, if anything. */
	response: unknown;
}

/** What a call is, as far as the messages about its failures depend on it: each call speaks of itself. */
export interface KoreCall {
	/** The API scope that it needs. */
	scope: string;
	/** Whether its token was signed for this very request, so that nobody else can have used it. */
	signedHere: boolean;
	/** What to check if Kore does not take its values. */
	values: string;
	/** What to do if the account's calls of this minute are used up. */
	rateLimit: string;
	/** What to do if Kore takes too long. */
	timeout: string;
}
