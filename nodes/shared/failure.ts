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
	/** True if the request may have reached Kore and been accepted, so that sending it again may transfer twice. */
	maybeAccepted: boolean;
	/** What Kore sent, if anything. */
	response: unknown;
}

export const LOOK_BEFORE_SENDING_AGAIN =
	'Kore may have accepted the transfer nevertheless: look at the conversation in Kore before you send it again.';
