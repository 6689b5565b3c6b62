import type { Callback } from '../shared/callback/receive';
import { seal, unseal } from '../shared/callback/seal';
import type { CallbackKeys } from '../shared/credential/callbackKeys';

const SEALED_FOR = 'relay';

/** Stands beside a relay if the event itself is not for the workflow: readable also where the relay cannot be opened. */
export const LEFT_OUT = 'leftOut';

/** What the trigger's execution needs to hand a callback on to the execution that waits for it. */
export interface Relay {
	requestId: string;
	executionId: string;
	resumeUrl: string;
	/** When n8n has surely begun to save the execution as waiting, in milliseconds since 1970. */
	answeredBy: number;
	/** When that execution goes on by itself, in milliseconds since 1970. */
	until: number;
	token: string;
	text: string;
	contentType: string;
}

/** Encrypted, as n8n keeps it with the execution; undefined if no execution waits for this callback. */
export function sealRelay(callback: Callback): string | undefined {
	const { verified, text, contentType } = callback;
	const { token, facts, keys } = verified ?? {};
	if (!token || !facts?.wait?.resumeUrl || !keys) return undefined;
	const { requestId, executionId } = facts;
	const { resumeUrl, answeredBy, until } = facts.wait;
	const wait = { requestId, executionId, resumeUrl, answeredBy, until };
	const relay: Relay = { ...wait, token, text, contentType };
	return seal(JSON.stringify(relay), keys.sealing, SEALED_FOR);
}

/** Undefined if it was not sealed with these keys. */
export function openRelay(sealed: unknown, keys: CallbackKeys): Relay | undefined {
	const text = unseal(sealed, keys.sealing, SEALED_FOR);
	return text === undefined ? undefined : (JSON.parse(text) as Relay);
}
