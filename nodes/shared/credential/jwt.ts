import { createSecretKey, type KeyObject } from 'node:crypto';
import { decode, sign, verify, type JwtPayload } from 'jsonwebtoken';

// The only module that uses jsonwebtoken: the build bundles the library into it.

/** The signing algorithms of a Kore JWT app (docs/kore-api.md, 2.3). */
export const SIGNING_ALGORITHMS = ['HS256', 'HS512', 'RS256', 'RS512'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

/** A shared secret (HS algorithms) or a PEM private key (RS algorithms). */
export type SigningKey = string | Buffer;

/**
 * Signs `claims` as a compact JWT. `iat` is added in seconds if the claims bring none.
 * Throws jsonwebtoken's error if the key does not fit the algorithm.
 */
export function signJwt(claims: object, key: SigningKey, algorithm: SigningAlgorithm): string {
	return sign(claims, algorithm.startsWith('HS') ? secretKey(key) : key, { algorithm });
}

/**
 * The claims of an HS256 token that was signed with `key` for `audience` and has not expired; undefined for any other
 * text. Never throws, so that a caller can only fail closed.
 */
export function verifyJwt(
	token: string,
	key: SigningKey,
	audience: string,
): JwtPayload | undefined {
	try {
		const claims = verify(token, secretKey(key), { algorithms: ['HS256'], audience });
		return typeof claims === 'string' ? undefined : claims;
	} catch {
		return undefined;
	}
}

// jsonwebtoken would take a text for a private key first, and find out by an exception, which costs more than the signature.
const secretKey = (key: SigningKey): KeyObject =>
	createSecretKey(typeof key === 'string' ? Buffer.from(key) : key);

/** The claims of a token without any check of its signature; undefined if the text is not a JWT. */
export function readJwt(token: string): JwtPayload | undefined {
	try {
		return decode(token, { json: true }) ?? undefined;
	} catch {
		return undefined;
	}
}
