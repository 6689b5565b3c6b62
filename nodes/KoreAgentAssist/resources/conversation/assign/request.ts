import type { KoreCall } from '../../../../shared/kore/failures/failure';

/** Kore's "Transfer Conversation to Agent or Queue", for its messages. */
export const assignCall = (signedHere: boolean): KoreCall => ({
	scope: 'Routing',
	signedHere,
	values:
		"Check 'Bot Session ID', 'Agent' or 'Queue', and 'Stream ID', 'Organization ID' and 'Account ID' in the credential.",
	rateLimit:
		"Raise 'Wait for Rate Limit' in Options, so that the node waits and goes on by itself, or lower 'Requests per Minute'.",
	timeout: "If Kore is only slow, raise 'Timeout' in Options.",
});

/** Said wherever a transfer may have been accepted though no answer says so. */
export const LOOK_BEFORE_SENDING_AGAIN =
	'Kore may have accepted the transfer nevertheless: look at the conversation in Kore before you send it again.';
