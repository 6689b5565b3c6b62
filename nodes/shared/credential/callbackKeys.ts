import { hkdfSync } from 'node:crypto';
import { UserError } from 'n8n-workflow';

import { signingKey, type KoreCredential } from './credential';
import type { SigningKey } from './jwt';

/**
 * What signs callback URLs, and what encrypts the facts in them that are nobody else's business; and what signs pings, so that
 * neither a callback nor a ping passes for the other.
 */
export interface CallbackKeys {
	signing: SigningKey;
	sealing: Buffer;
	pinging: Buffer;
}

/** With fewer characters, whoever sees one callback URL can find the secret by trying. */
const MIN_CALLBACK_SECRET_LENGTH = 24;

/**
 * The keys for callback URLs: from the Callback Secret, else from the client secret or private key, which never leaves
 * n8n as such. Undefined if the credential has neither (a pasted token without a Callback Secret). Throws a UserError if
 * the Callback Secret can be guessed.
 */
export function callbackKeys(credential: KoreCredential): CallbackKeys | undefined {
	const { callbackSecret } = credential;
	if (callbackSecret) {
		assertHardToGuess(callbackSecret);
		return { signing: callbackSecret, ...deriveOthers(callbackSecret) };
	}
	const secret = credential.authentication === 'token' ? '' : signingKey(credential);
	if (!secret) return undefined;
	return { signing: derive(secret, SIGNING), ...deriveOthers(secret) };
}

const SIGNING = 'n8n-nodes-kore-agentassist callback';
const SEALING = 'n8n-nodes-kore-agentassist callback encryption';
const PINGING = 'n8n-nodes-kore-agentassist ping';

const deriveOthers = (secret: string) => ({
	sealing: derive(secret, SEALING),
	pinging: derive(secret, PINGING),
});

const derive = (secret: string, label: string) =>
	Buffer.from(hkdfSync('sha256', secret, '', label, 32));

/** The credential's test offers a random one: an error in an execution is no place for a secret. */
function assertHardToGuess({ length }: string): void {
	if (length >= MIN_CALLBACK_SECRET_LENGTH) return;
	throw new UserError(
		`'Callback Secret' in the credential has ${length} characters, which can be guessed`,
		{
			description: `It needs ${MIN_CALLBACK_SECRET_LENGTH} or more. Open the credential and click 'Retry' under its test, which offers a random one. Or empty the field, if the credential has a client secret or private key: then a key is made from that.`,
		},
	);
}
