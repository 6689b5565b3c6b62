import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

import { koreId } from './ids';
import type { AppName } from '../types';
import type { App, Scope } from './types';

const ALL_SCOPES: Scope[] = ['Routing', 'Configuration', 'SmartAssist Analytics'];

let keyPair: Promise<{ publicKey: string; privateKey: string }> | undefined;

/**
 * One key pair for both RS apps: a token with the other app's algorithm then has a good signature,
 * so only the check of the algorithm can refuse it. And one for all simulators of a process: making
 * it takes longer than everything else a start does.
 */
async function getKeyPair() {
	keyPair ??= promisify(generateKeyPair)('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	return await keyPair;
}

export async function createApps(): Promise<Record<AppName, App>> {
	const keys = await getKeyPair();
	return {
		hs256: {
			clientId: koreId('cs', 1),
			algorithm: 'HS256',
			clientSecret: 'simulator-client-secret-hs256',
			scopes: ALL_SCOPES,
			enforceJti: false,
		},
		hs512: {
			clientId: koreId('cs', 2),
			algorithm: 'HS512',
			clientSecret: 'simulator-client-secret-hs512',
			scopes: ALL_SCOPES,
			enforceJti: false,
		},
		rs256: {
			clientId: koreId('cs', 3),
			algorithm: 'RS256',
			...keys,
			scopes: ALL_SCOPES,
			enforceJti: false,
		},
		rs512: {
			clientId: koreId('cs', 4),
			algorithm: 'RS512',
			...keys,
			scopes: ALL_SCOPES,
			enforceJti: false,
		},
		routingOnly: {
			clientId: koreId('cs', 5),
			algorithm: 'HS256',
			clientSecret: 'simulator-client-secret-routing-only',
			scopes: ['Routing'],
			enforceJti: false,
		},
		configurationOnly: {
			clientId: koreId('cs', 6),
			algorithm: 'HS256',
			clientSecret: 'simulator-client-secret-configuration-only',
			scopes: ['Configuration'],
			enforceJti: false,
		},
		enforceJti: {
			clientId: koreId('cs', 7),
			algorithm: 'HS256',
			clientSecret: 'simulator-client-secret-enforce-jti',
			scopes: ALL_SCOPES,
			enforceJti: true,
		},
	};
}
