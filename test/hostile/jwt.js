'use strict';

const { createHmac, generateKeyPairSync, sign } = require('node:crypto');

/** @param {unknown} value */
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A token as jsonwebtoken would never make it: any header, any claims, any signature.
 * @param {object} header
 * @param {unknown} claims
 * @param {(input: string) => Buffer} signature
 */
function compact(header, claims, signature) {
	const input = `${encode(header)}.${encode(claims)}`;
	return `${input}.${signature(input).toString('base64url')}`;
}

/** @param {string | Buffer} key @param {string} [hash] */
const hmac =
	(key, hash = 'sha256') =>
	(/** @type {string} */ input) =>
		createHmac(hash, key).update(input).digest();

const unsigned = () => Buffer.alloc(0);

/** @type {import('node:crypto').KeyPairKeyObjectResult | undefined} */
let rsa;
const rsaPair = () => (rsa ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
const rsaPublicPem = () => String(rsaPair().publicKey.export({ type: 'spki', format: 'pem' }));

/** @param {string} input */
const rs256 = (input) => sign('sha256', Buffer.from(input), rsaPair().privateKey);

/** Its claims, whoever signed it. @param {string} token @returns {Record<string, any>} */
const claimsOf = (token) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());

module.exports = { claimsOf, compact, hmac, rs256, rsaPublicPem, unsigned };
