import { randomUUID } from 'node:crypto';
import { UserError } from 'n8n-workflow';

import { assertSigningPossible } from './check';
import { signingKey, type KoreCredential } from './credential';
import { readJwt, signJwt, type SigningAlgorithm } from './jwt';

/**
 * The value of Kore's `auth` header: the pasted token, or a JWT signed now. Sign one for every request: Kore takes each
 * `jti` only once. Throws a UserError if the key cannot sign.
 */
export function requestToken(credential: KoreCredential): string {
	assertSigningPossible(credential);
	if (credential.authentication === 'token') return credential.token;
	const claims = {
		appId: credential.clientId,
		sub: credential.subject,
		exp: Math.floor(Date.now() / 1000) + Math.floor(credential.tokenLifetime),
		...(credential.includeJti && { jti: randomUUID() }),
	};
	try {
		return signJwt(claims, signingKey(credential), credential.algorithm);
	} catch {
		return keyDoesNotFit(credential.algorithm);
	}
}

// jsonwebtoken's own message is left out: it speaks of OpenSSL, and a key must never reach a message.
function keyDoesNotFit(algorithm: SigningAlgorithm): never {
	throw new UserError(`'Private Key' in the credential cannot sign with ${algorithm}`, {
		description:
			'Open the credential and paste the whole RSA private key (2048 bits or more, no passphrase), from "-----BEGIN" to the end of the "END" line.',
	});
}

/** Why nothing is asked beside the one request that such a token is for. */
export const FOR_ONE_REQUEST =
	"'JWT Token' in the credential has a jti: it is good for one request";

/** Whether the token is a pasted one that Kore takes only once (`jti` or `kore_jti`; docs/kore-api.md, 2.5). */
export function isForOneRequest({ authentication, token }: KoreCredential): boolean {
	const claims = authentication === 'token' ? readJwt(token) : undefined;
	return claims?.jti !== undefined || claims?.kore_jti !== undefined;
}
