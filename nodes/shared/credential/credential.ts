import { hkdfSync, randomUUID } from 'node:crypto';
import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	readJwt,
	signJwt,
	SIGNING_ALGORITHMS,
	type SigningAlgorithm,
	type SigningKey,
} from './jwt';
import { repairPrivateKey } from './privateKey';
import { redactTokens, REMOVED } from '../redact';

export const CREDENTIAL_NAME = 'koreAgentAssistApi';

/** Kore refuses a token with a `jti` that is valid for longer (reference: Kore's SDK security page). */
export const MAX_TOKEN_LIFETIME = 3600;

/** The credential's fields, trimmed, with the defaults of the form. `tokenLifetime` is in seconds. */
export interface KoreCredential {
	host: string;
	streamId: string;
	accountId: string;
	orgId: string;
	authentication: 'jwtApp' | 'token';
	clientId: string;
	clientSecret: string;
	privateKey: string;
	algorithm: SigningAlgorithm;
	subject: string;
	tokenLifetime: number;
	includeJti: boolean;
	token: string;
	callbackSecret: string;
	triggerUrl: string;
}

/** Reads n8n's decrypted credential data. Never throws: `assertSigningPossible` and `koreOrigin` judge the values. */
export function readCredential(data: ICredentialDataDecryptedObject): KoreCredential {
	const text = (name: string, fallback = '') => String(data[name] ?? '').trim() || fallback;
	return {
		host: text('host', 'https://platform.kore.ai'),
		streamId: text('streamId'),
		accountId: text('accountId'),
		orgId: text('orgId'),
		authentication: data.authentication === 'token' ? 'token' : 'jwtApp',
		clientId: text('clientId'),
		clientSecret: text('clientSecret'),
		privateKey: repairPrivateKey(text('privateKey')),
		algorithm: text('algorithm', 'HS256') as SigningAlgorithm,
		subject: text('subject', 'n8n'),
		tokenLifetime: Number(data.tokenLifetime ?? 300),
		includeJti: data.includeJti !== false,
		token: text('token').replace(/^bearer\s+/i, ''),
		callbackSecret: text('callbackSecret'),
		triggerUrl: text('triggerUrl'),
	};
}

/**
 * The origin (`https://platform.kore.ai`) of a host as people type it: https unless http is written; path, query and
 * trailing slash are dropped. Throws a UserError if no http or https address can be made of it.
 */
export function koreOrigin(host: string): string {
	const address = /^[a-z][a-z\d+.-]*:\/\//i.test(host) ? host : `https://${host}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new UserError(`'Host' in the credential is not a web address: ${host}`, {
			description:
				'Open the credential and enter the address at which you open Kore, e.g. https://platform.kore.ai',
		});
	}
	return url.origin;
}

/** Throws a UserError that names the first field without which no token can be made. */
export function assertSigningPossible(credential: KoreCredential): void {
	if (credential.authentication === 'token') {
		assertFilled(
			credential.token,
			'JWT Token',
			'paste a token made with the JWT app of your Kore app',
		);
		assertToken(credential.token);
		assertNotExpired(credential.token);
		return;
	}
	const devTools = 'Kore shows it in App Settings > Dev Tools > Web/Mobile SDK';
	assertFilled(credential.clientId, 'Client ID', `paste the Client ID of the JWT app. ${devTools}`);
	if (!SIGNING_ALGORITHMS.includes(credential.algorithm)) {
		throw new UserError(
			`'Signing Algorithm' in the credential is ${credential.algorithm}, which Kore does not offer`,
			{ description: `Open the credential and choose one of ${SIGNING_ALGORITHMS.join(', ')}.` },
		);
	}
	if (credential.algorithm.startsWith('HS')) {
		assertFilled(
			credential.clientSecret,
			'Client Secret',
			`paste the Client Secret of the JWT app. ${devTools}`,
		);
	} else {
		assertFilled(
			credential.privateKey,
			'Private Key',
			'paste the PEM private key whose public key you uploaded to the JWT app',
		);
	}
	const { tokenLifetime } = credential;
	if (!(tokenLifetime >= 1 && tokenLifetime <= MAX_TOKEN_LIFETIME)) {
		throw new UserError(`'Token Lifetime' in the credential is ${tokenLifetime} seconds`, {
			description: `Open the credential and enter a number from 1 to ${MAX_TOKEN_LIFETIME}. 300 fits nearly everybody.`,
		});
	}
}

function assertFilled(value: string, field: string, remedy: string): void {
	if (value) return;
	throw new UserError(`'${field}' in the credential is empty`, {
		description: `Open the credential and ${remedy}.`,
	});
}

/** Also because another text could not be told from other words where a server echoes it. */
function assertToken(token: string): void {
	if (redactTokens(token) === REMOVED) return;
	throw new UserError("'JWT Token' in the credential is not a JSON Web Token", {
		description:
			'Open the credential and paste the whole token, without a word before it: it begins with eyJ and has two dots in it.',
	});
}

function assertNotExpired(token: string): void {
	const expiry: unknown = readJwt(token)?.exp;
	if (expiry === undefined) return;
	const date = new Date(typeof expiry === 'number' ? expiry * 1000 : NaN);
	if (Number.isNaN(date.getTime())) {
		throw new UserError("'JWT Token' in the credential has an exp that is no time", {
			description: 'Open the credential and paste a token whose exp is in seconds since 1970.',
		});
	}
	if (date.getTime() > Date.now()) return;
	throw new UserError(`'JWT Token' in the credential expired at ${date.toISOString()}`, {
		description:
			"Open the credential and paste a new token, or set 'Authentication' to 'JWT App', which makes a new token for every request.",
	});
}

/** Whether the token is a pasted one that Kore takes only once (reference: Kore's SDK security page, `jti` or `kore_jti`). */
export function isForOneRequest({ authentication, token }: KoreCredential): boolean {
	const claims = authentication === 'token' ? readJwt(token) : undefined;
	return claims?.jti !== undefined || claims?.kore_jti !== undefined;
}

function signingKey(credential: KoreCredential): string {
	return credential.algorithm.startsWith('HS') ? credential.clientSecret : credential.privateKey;
}

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

/** What signs callback URLs, and what encrypts the facts in them that are nobody else's business. */
export interface CallbackKeys {
	signing: SigningKey;
	sealing: Buffer;
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
		return { signing: callbackSecret, sealing: derive(callbackSecret, SEALING) };
	}
	const secret = credential.authentication === 'token' ? '' : signingKey(credential);
	if (!secret) return undefined;
	return { signing: derive(secret, SIGNING), sealing: derive(secret, SEALING) };
}

const SIGNING = 'n8n-nodes-kore-agentassist callback';
const SEALING = 'n8n-nodes-kore-agentassist callback encryption';

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
