import type { IWebhookFunctions } from 'n8n-workflow';

import type { CallbackKeys } from '../credential/callbackKeys';
import { CREDENTIAL_NAME } from '../credential/credential';
import { readKeysOf, type NoKeys } from '../credential/readKeys';
import { ExpiringMap } from '../expiringMap';

/**
 * n8n sets up a sandbox for every credential that a webhook asks for, which costs more than all else that becomes of a
 * refused callback (docs/bench). So what a changed credential has signed before is taken for this time, unless something comes
 * meanwhile that was signed with the new one.
 */
const KEY_LIFETIME_MS = 10_000;

/** How long a sender is kept waiting while n8n cannot read the credential; then he may try again. */
const PATIENCE_MS = 2000;

/** So that nobody has n8n read the credential for each of many forged requests. */
const REREAD_EVERY_MS = 1000;

const known = new ExpiringMap<CallbackKeys>(KEY_LIFETIME_MS);

const reread = new ExpiringMap<true>(REREAD_EVERY_MS);

const underWay = new Map<string, Promise<CallbackKeys | NoKeys>>();

/** `tooEarly`: it does not fit the keys of at most a second ago, and nobody has looked since. */
type Checked<Found> =
	{ found: Found; keys: CallbackKeys } | NoKeys | { trouble: 'unfit' | 'tooEarly' };

/**
 * What `check` finds with the keys of the node's credential: with those that are remembered and, if it finds nothing, with those
 * of the credential as it is now, which may have been changed. Never rejects.
 */
export async function checkWithKeys<Found>(
	context: IWebhookFunctions,
	check: (keys: CallbackKeys) => Found | undefined,
): Promise<Checked<Found>> {
	const { id } = context.getNode().credentials?.[CREDENTIAL_NAME] ?? {};
	const remembered = id ? known.get(id) : undefined;
	if (id && remembered) {
		const found = check(remembered);
		if (found !== undefined) return { found, keys: remembered };
		// A reading that is under way is waited for: what it finds may be what this one was signed with.
		if (reread.get(id) && !underWay.has(id)) return { trouble: 'tooEarly' };
		reread.set(id, true);
	}
	const keys = id ? await readOnce(context, id) : await readKeysOf(context, PATIENCE_MS);
	if ('trouble' in keys) return keys;
	const found = check(keys);
	return found === undefined ? { trouble: 'unfit' } : { found, keys };
}

/** One reading for all who ask at the same time. */
async function readOnce(context: IWebhookFunctions, id: string): Promise<CallbackKeys | NoKeys> {
	const reading = underWay.get(id) ?? readKeysOf(context, PATIENCE_MS);
	underWay.set(id, reading);
	const keys = await reading;
	underWay.delete(id);
	if (!('trouble' in keys)) known.set(id, keys);
	else if (keys.trouble === 'none') known.delete(id);
	return keys;
}
