import { UserError, type ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { SigningAlgorithm } from './jwt';
import { repairPrivateKey } from './privateKey';

export const CREDENTIAL_NAME = 'koreAgentAssistApi';

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

/** Reads n8n's decrypted credential data. Never throws: `requestToken` and `koreOrigin` judge the values. */
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
		includeJti: text('includeJti').toLowerCase() !== 'false',
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

/** The secret or private key that signs with the JWT app's algorithm. */
export function signingKey(credential: KoreCredential): string {
	return credential.algorithm.startsWith('HS') ? credential.clientSecret : credential.privateKey;
}
