import { createHmac, generateKeyPairSync, sign, type KeyPairKeyObjectResult } from 'node:crypto';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as jsonwebtoken would never make it: any header, any claims, any signature. */
export function compact(header: object, claims: unknown, signature: (input: string) => Buffer) {
	const input = `${encode(header)}.${encode(claims)}`;
	return `${input}.${signature(input).toString('base64url')}`;
}

export const hmac =
	(key: string | Buffer, hash: string = 'sha256') =>
	(input: string) =>
		createHmac(hash, key).update(input).digest();

export const unsigned = () => Buffer.alloc(0);

let rsa: KeyPairKeyObjectResult | undefined;
const rsaPair = () => (rsa ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
export const rsaPublicPem = () =>
	String(rsaPair().publicKey.export({ type: 'spki', format: 'pem' }));

export const rs256 = (input: string) => sign('sha256', Buffer.from(input), rsaPair().privateKey);

/** Its claims, whoever signed it. */
export const claimsOf = (token: string) =>
	JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) as Record<string, unknown>;
