import {
	NodeOperationError,
	sleep,
	UserError,
	type IExecuteFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

import { inTime } from '../inTime';
import { redactTokens } from '../redact';
import { callbackKeys, type CallbackKeys } from './callbackKeys';
import { CREDENTIAL_NAME, readCredential } from './credential';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
/** A database that is cut off may take a question and never answer. */
const LONGEST_READING_MS = 5000;

/** Why a node has no keys: its credential gives none (`none`), n8n cannot read it just now (`away`), or the execution was stopped. */
export interface NoKeys {
	trouble: 'none' | 'away' | 'stopped';
	/** What to do about it, or what n8n says. */
	advice: string;
}

/**
 * The keys of the node's credential. Reading is repeated for `patienceMs`, as n8n's database may be away for a while, e.g. while it is
 * restarted. Never rejects.
 */
export async function readKeysOf(
	context: IExecuteFunctions | IWebhookFunctions,
	patienceMs: number,
): Promise<CallbackKeys | NoKeys> {
	const start = performance.now();
	const left = () => start + patienceMs - performance.now();
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
		try {
			const longest = Math.max(FIRST_PAUSE_MS, Math.min(left(), LONGEST_READING_MS));
			const deadline = AbortSignal.timeout(Math.ceil(longest));
			const data = await inTime(context.getCredentials(CREDENTIAL_NAME), deadline);
			const credential = readCredential(data);
			return callbackKeys(credential) ?? { trouble: 'none', advice: NO_KEY };
		} catch (error) {
			const { message, description } = error as Partial<UserError>;
			// The node has none, or none that can be used: that will not change.
			if (error instanceof UserError || error instanceof NodeOperationError) {
				return { trouble: 'none', advice: description ? `${message}. ${description}` : NO_KEY };
			}
			if (left() <= 0) return { trouble: 'away', advice: redactTokens(String(message)) };
			await sleep(Math.min(pause, left()));
		}
		const isStopped =
			'getExecutionCancelSignal' in context && context.getExecutionCancelSignal()?.aborted;
		if (isStopped) return { trouble: 'stopped', advice: '' };
	}
}

const NO_KEY =
	"The trigger has no credential, or one that gives no key to verify callbacks with. Choose one, open it and enter a 'Client Secret' or, with a pasted JWT Token, a 'Callback Secret'.";
