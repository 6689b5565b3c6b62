import { NodeOperationError, sleep, UserError, type IExecuteFunctions } from 'n8n-workflow';

import { callbackKeys, type CallbackKeys } from '../shared/credential/callbackKeys';
import { CREDENTIAL_NAME, readCredential } from '../shared/credential/credential';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
/** How long n8n's database may be away, as while it is restarted. */
const AWAY_MS = 90_000;

/**
 * The keys of the trigger's credential, or why there are none, inside an execution whose callback nobody sends again: so reading is
 * repeated while n8n's database does not answer. Never rejects.
 */
export async function relayKeys(context: IExecuteFunctions): Promise<CallbackKeys | string> {
	const start = Date.now();
	for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
		try {
			const credential = readCredential(await context.getCredentials(CREDENTIAL_NAME));
			return callbackKeys(credential) ?? CHANGED;
		} catch (error) {
			// The node has none, or none that can be used: that will not change.
			if (error instanceof UserError || error instanceof NodeOperationError) return CHANGED;
		}
		if (Date.now() > start + AWAY_MS) return 'n8n could not read the credential';
		await sleep(pause);
		if (context.getExecutionCancelSignal()?.aborted) return 'it was stopped';
	}
}

export const CHANGED = 'the credential was changed since the callback came';
