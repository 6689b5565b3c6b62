import type { IExecuteFunctions } from 'n8n-workflow';

import type { CallbackKeys } from '../shared/credential/callbackKeys';
import { readKeysOf } from '../shared/credential/readKeys';

/** How long n8n's database may be away inside an execution whose callback nobody sends again. */
const AWAY_MS = 90_000;

/** The keys of the trigger's credential, or why there are none. Never rejects. */
export async function relayKeys(context: IExecuteFunctions): Promise<CallbackKeys | string> {
	const keys = await readKeysOf(context, AWAY_MS);
	return 'trouble' in keys ? WHY[keys.trouble] : keys;
}

export const CHANGED = 'the credential was changed since the callback came';

const WHY = {
	none: CHANGED,
	away: 'n8n could not read the credential',
	stopped: 'it was stopped',
};
